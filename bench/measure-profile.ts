import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoadTool } from "./load-tool.ts";
import { targetOf } from "./measure-operations.ts";
import { makeOperations } from "./operations.ts";
import type { Engine, Options } from "./options.ts";
import { makeHome, productOf, standingOf } from "./product-home.ts";
import { type CpuProfile, type ProfileSummary, summarize } from "./profile-summary.ts";
import type { Circumstances } from "./results.ts";
import { takeSamples } from "./sample-records.ts";

export type ProfileResults = Circumstances & {
  readonly profiles: readonly {
    readonly title: string;
    readonly requestsPerSecond: number;
    readonly summary: ProfileSummary;
  }[];
};

const profiled = ["read", "list", "create"];
const connections = 32;
const warmUpSeconds = 2;
const patienceMilliseconds = 30_000;

/** Loads the product with one kind of request after the other, and has its thread profiled meanwhile. */
export async function measureProfile(
  tool: LoadTool,
  options: Options,
  engine: Engine,
  folder: string,
  circumstances: Circumstances,
): Promise<ProfileResults> {
  const home = await makeHome({ ...options, engine }, folder);
  try {
    const file = join(folder, "profile.json");
    const server = await home.serve("profile-hook.ts", { BENCH_PROFILE: file });
    const standing = standingOf(server, home.databases.pid);
    const operations = makeOperations(productOf(server), await takeSamples(productOf(server)));
    const profiles: ProfileResults["profiles"][number][] = [];
    for (const name of options.only.length > 0 ? options.only : profiled) {
      const operation = operations.find((each) => each.name === name);
      if (!operation) continue;
      process.stderr.write(`Profiling: ${operation.title} …\n`);
      const { nextRequests } = targetOf(standing, operation, "product");
      const load = { address: standing.address, requests: nextRequests(), connections };
      await tool.run({ ...load, seconds: warmUpSeconds });
      process.kill(server.pid, "SIGUSR2");
      const { requests, seconds } = await tool.run({ ...load, seconds: options.seconds });
      process.kill(server.pid, "SIGUSR2");
      const summary = summarize(await readWhenThere(file), requests);
      profiles.push({ title: operation.title, requestsPerSecond: requests / seconds, summary });
    }
    return { ...circumstances, profiles };
  } finally {
    await home.close();
  }
}

async function readWhenThere(file: string): Promise<CpuProfile> {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    // Written in one go, but seen in between.
    if (text.endsWith("}")) {
      rmSync(file);
      return JSON.parse(text) as CpuProfile;
    }
    if (performance.now() > end) throw new Error("The profile was not written in time");
    await sleep(100);
  }
}
