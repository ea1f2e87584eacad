import type { Command } from "commander";
import { distribute, migrateSchema } from "../../administration.ts";
import { printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const mostShards = 4_096;

/** `trunkline migrate`: brings the schema up to date, and spreads a PostgreSQL over many machines. */
export function migrateCommand(): Command {
  return commandWithSettings("migrate", "bring the database's schema up to date", ["data", "databaseUrl"])
    .option("--distribute", "spread the portals over the machines of a PostgreSQL with Citus")
    .option("--shards <number>", "with --distribute: how many parts the portals are divided into")
    .option("--concurrently", "with --distribute: table by table, while servers go on working")
    .action((flags) =>
      printLines(async () => {
        const config = configOf(flags);
        if (flags.distribute) {
          return told(
            "Placed",
            "All tables are in their place",
            await distribute(config, shardsOf(flags.shards), flags.concurrently === true),
          );
        }
        if (flags.shards !== undefined || flags.concurrently)
          throw new Error("--shards and --concurrently go with --distribute");
        return told("Applied", "The schema is up to date", await migrateSchema(config));
      }),
    );
}

function told(what: string, end: string, names: readonly string[]): string[] {
  return [...names.map((name) => `${what} ${name}`), end];
}

function shardsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= mostShards) return Number(text);
  throw new Error(`--shards takes a whole number from 1 to ${mostShards}`);
}
