import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabases } from "./databases.ts";
import { makeOperations, type Operation } from "./operations.ts";
import type { Engine, Options } from "./options.ts";
import { readAnonymousMegabytes } from "./process-usage.ts";
import { recordReplays } from "./recording.ts";
import { type Product, type Samples, takeSamples } from "./sample-records.ts";
import { makeServerFolder, runToEnd, type ServerFolder, type ServerProcess } from "./server-process.ts";

export type Standing = { readonly pid: number; readonly address: string; readonly databasePid: number | undefined };

/** The servers under measurement, each in its process on its own copy of the same data. */
export type Stage = {
  readonly product: Standing;
  readonly limit: () => Standing;
  readonly operations: readonly Operation[];
  readonly samples: Samples;
  readonly token: string;
  readonly portalId: string;
  readonly databaseUrl: string | undefined;
  /** The anonymous memory of the product when it has just started. */
  readonly idleMegabytes: number | undefined;
  /** Ends the limit server and starts it again, with a commit for each write where "one-by-one" is asked for. */
  startLimit(...args: "one-by-one"[]): Promise<Standing>;
  close(): Promise<void>;
};

export type StageOptions = Pick<Options, "calls" | "databaseUrl"> & { readonly engine: Engine };

const contactsPerCall = 0.1;
const fewestContacts = 200;
const secondsToRest = 2;

/** Fills a database, has the product's statements recorded, copies the database, and starts the servers. */
export async function setStage(
  options: StageOptions,
  folder: string,
  wants: (operation: Operation) => boolean,
): Promise<Stage> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  const open = (name: string): ServerFolder => {
    const opened = makeServerFolder(join(folder, name));
    closers.push(() => opened.remove());
    return opened;
  };
  const keep = (server: ServerProcess): ServerProcess => {
    closers.push(() => server.stop());
    return server;
  };

  try {
    const databases = await openDatabases(options);
    closers.push(() => databases.close());
    const home = open("product");
    const place = await databases.make(home.path);
    const contacts = Math.max(fewestContacts, Math.round(options.calls * contactsPerCall));
    const sizes = ["--calls", `${options.calls}`, "--contacts", `${contacts}`];
    const where = ["--data", home.path, ...place.productArguments];
    await runToEnd(["src/main.ts", "seed", ...sizes, "--seed", "1", ...where]);

    const serve = ["src/main.ts", "serve", "--port", "0", ...where];
    const recording = join(folder, "statements");
    writeFileSync(recording, "");
    const recorded = await home.start(["--import", "./bench/record-sql.ts", ...serve], { BENCH_RECORDING: recording });
    const replays = join(folder, "replays.json");
    const { samples, operations } = await (async () => {
      const samples = await takeSamples(productOf(recorded));
      const operations = makeOperations(productOf(recorded), samples).filter(wants);
      const calls = operations.flatMap((operation) => operation.samples);
      writeFileSync(replays, JSON.stringify(await recordReplays(recorded.field("Address"), recording, calls)));
      return { samples, operations };
    })().finally(() => recorded.stop());

    const own = open("limit");
    const { limitArgument } = await databases.copy(home.path, own.path);
    const start = (args: readonly string[]) => own.start(["bench/limit-server.ts", limitArgument, replays, ...args]);
    let limit = await start([]);
    closers.push(() => limit.stop());
    const product = keep(await home.start(serve));
    await new Promise((resolve) => setTimeout(resolve, secondsToRest * 1_000));
    return {
      product: standingOf(product, databases.pid),
      limit: () => standingOf(limit, databases.pid),
      operations,
      samples,
      token: product.field("Token"),
      portalId: product.field("Portal"),
      databaseUrl: databases.url,
      idleMegabytes: readAnonymousMegabytes(product.pid),
      async startLimit(...args) {
        await limit.stop();
        limit = await start(args);
        return standingOf(limit, databases.pid);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function standingOf(server: ServerProcess, databasePid: number | undefined): Standing {
  return { pid: server.pid, address: server.field("Address"), databasePid };
}

function productOf(server: ServerProcess): Product {
  return { address: server.field("Address"), token: server.field("Token") };
}
