import { parseArgs } from "node:util";

export type Engine = "sqlite" | "postgres";

/** What can be measured; each has its file of results. */
export type Part = "operations" | "peers" | "profile" | "growth";

export type Options = {
  readonly parts: readonly Part[];
  readonly engines: readonly Engine[];
  /** A PostgreSQL where databases may be made; undefined starts one for the measurement. */
  readonly databaseUrl: string | undefined;
  /** How long each run with many connections takes; the lesser measurements take half of it. */
  readonly seconds: number;
  readonly calls: number;
  /** How many calls the databases hold between which growth is compared. */
  readonly growth: readonly number[];
  /** Names of operations; empty for all. */
  readonly only: readonly string[];
  readonly document: boolean;
  readonly check: boolean;
};

const usage = `npm run bench -- [OPTIONS]

Measures the server beside its limit: a server of a hundred lines that runs the same statements, and no product.

  --quick              a small database and short runs: a first look in about two minutes
  --calls N            how many calls the database holds before the measurement (20000)
  --seconds N          length of each run with 32 connections; the median of three counts (2)
  --only A,B           these operations only (read, list, search, create, batch, update …)
  --engine NAME        sqlite, postgres, or both of them, one after the other
  --database-url URL   a PostgreSQL to use (as a user who may create databases) in place of one started for it

  --peers              other products instead, on the same work and data; npm brings them when they are first asked for
  --profile            where each microsecond of a request goes, instead
  --growth [N,N]       what grows with the data, instead (--growth 10000,100000)
  --all                all of these, on both engines

  --document           keep the results in bench/results and write docs/performance.md and the README's figures anew;
                       on its own with --no-run: from the results that are there
  --check              end with 1 where a goal is missed`;

/** Reads the command line; where it is not understood, says how it goes and ends. */
export function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: "boolean", default: false },
        seconds: { type: "string" },
        calls: { type: "string" },
        only: { type: "string", default: "" },
        engine: { type: "string" },
        "database-url": { type: "string" },
        peers: { type: "boolean", default: false },
        profile: { type: "boolean", default: false },
        growth: { type: "string" },
        all: { type: "boolean", default: false },
        document: { type: "boolean", default: false },
        "no-run": { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    const databaseUrl = values["database-url"];
    const engine = values.engine ?? (values.all ? "both" : databaseUrl === undefined ? "sqlite" : "postgres");
    return {
      parts: values["no-run"] ? [] : partsOf(values),
      engines: enginesOf(engine),
      databaseUrl,
      seconds: wholeNumber("--seconds", values.seconds ?? (values.quick ? "1" : "2"), 1, 60),
      calls: wholeNumber("--calls", values.calls ?? (values.quick ? "5000" : "20000"), 200, 10_000_000),
      growth: (values.growth ?? (values.quick ? "1000,10000" : "10000,100000"))
        .split(",")
        .map((size) => wholeNumber("--growth", size, 200, 10_000_000)),
      only: values.only.split(",").filter((name) => name !== ""),
      document: values.document,
      check: values.check,
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    process.exit(2);
  }
}

function partsOf(values: { all: boolean; peers: boolean; profile: boolean; growth?: string }): Part[] {
  if (values.all) return ["operations", "peers", "profile", "growth"];
  const named: Part[] = [];
  if (values.peers) named.push("peers");
  if (values.profile) named.push("profile");
  if (values.growth !== undefined) named.push("growth");
  return named.length > 0 ? named : ["operations"];
}

function enginesOf(text: string): Engine[] {
  if (text === "both") return ["sqlite", "postgres"];
  if (text === "sqlite" || text === "postgres") return [text];
  throw new Error(`--engine is ${text}: it must be sqlite, postgres or both`);
}

function wholeNumber(name: string, text: string, lowest: number, highest: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= lowest && number <= highest) return number;
  throw new Error(`${name} is ${text}: it must be a whole number from ${lowest} to ${highest}`);
}
