import type { Command } from "commander";

/** Adds `--portal` to a command. */
export function withPortalOption(command: Command): Command {
  return command.option("--portal <id>", "portal id (default: the first portal)");
}

/**
 * The portal that a command names; undefined stands for the first one.
 * @throws Error for what is no portal's number
 */
export function portalOf(flags: { readonly portal?: string }): number | undefined {
  if (flags.portal === undefined) return undefined;
  if (!/^\d{1,10}$/.test(flags.portal)) throw new Error("--portal takes the number of a portal");
  return Number(flags.portal);
}
