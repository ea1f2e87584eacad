import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeOperations, type Operation } from "./operations.ts";
import { readAnonymousMegabytes } from "./process-usage.ts";
import { type HomeOptions, makeHome, productOf, type Standing, standingOf } from "./product-home.ts";
import { recordReplays } from "./recording.ts";
import { type Samples, takeSamples } from "./sample-records.ts";

/** The servers under measurement, each in its process on its own copy of the same data. */
export type Stage = {
  readonly product: Standing;
  readonly limit: () => Standing;
  readonly operations: readonly Operation[];
  readonly samples: Samples;
  readonly token: string;
  /** The anonymous memory of the product when it has just started. */
  readonly idleMegabytes: number | undefined;
  /** Ends the limit server and starts it again, with a commit for each write where "one-by-one" is asked for. */
  startLimit(...args: "one-by-one"[]): Promise<Standing>;
  close(): Promise<void>;
};

const secondsToRest = 2;

/** Fills a database, has the product's statements recorded, copies the database, and starts the servers. */
export async function setStage(
  options: HomeOptions,
  folder: string,
  wants: (operation: Operation) => boolean,
): Promise<Stage> {
  const product = await makeHome(options, folder);
  const { databases, home, close } = product;
  try {
    const statements = join(folder, "statements");
    writeFileSync(statements, "");
    const recorded = await product.serve("record-sql.ts", { BENCH_RECORDING: statements });
    const samples = await takeSamples(productOf(recorded));
    const operations = makeOperations(productOf(recorded), samples).filter(wants);
    const calls = operations.flatMap((operation) => operation.samples);
    const replays = join(folder, "replays.json");
    writeFileSync(replays, JSON.stringify(await recordReplays(recorded.field("Address"), statements, calls)));
    await recorded.stop();

    const own = product.open("limit");
    const { limitArgument } = await databases.copy(home.path, own.path);
    const start = (args: readonly string[]) => own.start(["bench/limit-server.ts", limitArgument, replays, ...args]);
    let limit = await start([]);
    product.onClose(() => limit.stop());
    const server = await product.serve();
    await sleep(secondsToRest * 1_000);
    return {
      product: standingOf(server, databases.pid),
      limit: () => standingOf(limit, databases.pid),
      operations,
      samples,
      token: server.field("Token"),
      idleMegabytes: readAnonymousMegabytes(server.pid),
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
