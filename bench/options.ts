import { parseArgs } from "node:util";

export type Engine = "sqlite" | "postgres";

export type Options = {
  readonly engine: Engine;
  /** A PostgreSQL where databases may be made; undefined starts one for the measurement. */
  readonly databaseUrl: string | undefined;
  /** How long each run with 32 connections takes; the lesser measurements take half of it. */
  readonly seconds: number;
  readonly calls: number;
  readonly check: boolean;
};

const usage = `npm run bench -- [--seconds 4] [--calls 20000] [--engine sqlite|postgres] [--database-url URL] [--check]

  --seconds       length of each run with 32 connections; the median of three counts
  --calls         how many calls the database holds before the measurement
  --engine        the database under both servers
  --database-url  a PostgreSQL to use (as a user who may create databases) in place of one started for it
  --check         end with 1 where a goal is missed`;

/** Reads the command line; where it is not understood, says how it goes and ends. */
export function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        seconds: { type: "string", default: "4" },
        calls: { type: "string", default: "20000" },
        engine: { type: "string" },
        "database-url": { type: "string" },
        check: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    const databaseUrl = values["database-url"];
    return {
      engine: engineOf(values.engine ?? (databaseUrl === undefined ? "sqlite" : "postgres")),
      databaseUrl,
      seconds: wholeNumber("--seconds", values.seconds, 1, 60),
      calls: wholeNumber("--calls", values.calls, 200, 1_000_000),
      check: values.check,
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    process.exit(2);
  }
}

function engineOf(text: string): Engine {
  if (text === "sqlite" || text === "postgres") return text;
  throw new Error(`--engine is ${text}: it must be sqlite or postgres`);
}

function wholeNumber(name: string, text: string, lowest: number, highest: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= lowest && number <= highest) return number;
  throw new Error(`${name} is ${text}: it must be a whole number from ${lowest} to ${highest}`);
}
