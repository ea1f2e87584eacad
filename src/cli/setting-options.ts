import { Command } from "commander";
import { type Config, readConfig, type SettingName, settings } from "../config.ts";

/** A command that takes the named settings as flags. */
export function commandWithSettings(name: string, description: string, names: readonly SettingName[]): Command {
  const command = new Command(name).description(description);
  for (const setting of names) {
    const { flag, env, fallback, text } = settings[setting];
    command.option(flag, `${text} (${env}${fallback === "" ? "" : `, default ${fallback}`})`);
  }
  return command;
}

/** The settings of a command's flags and the environment; ends the process with a message where one cannot be used. */
export function configOf(flags: Readonly<Partial<Record<SettingName, string | boolean>>>): Config {
  try {
    return readConfig(flags, process.env);
  } catch (error) {
    return fail(error);
  }
}

/** Says what is wrong and ends the process with status 1. */
export function fail(error: unknown): never {
  process.stderr.write(`trunkline: ${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  const { code, message, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === "EADDRINUSE") return `port ${port} is in use already; choose another with --port`;
  if (code === "EACCES" && port !== undefined)
    return `port ${port} may not be used by this user; choose one with --port`;
  if (code === "ECONNREFUSED") return `nothing answers at ${address}:${port}; is the database running?`;
  if (error instanceof AggregateError) return explain(error.errors[0]);
  return message ?? String(error);
}
