import { spawnSync } from "node:child_process";
import { autocannonTool } from "./load-autocannon.ts";
import { wrkTool } from "./load-wrk.ts";
import type { Request } from "./request.ts";

export type Load = {
  readonly address: string;
  /** Sent in turn, over and over. */
  readonly requests: readonly Request[];
  readonly connections: number;
  readonly seconds: number;
};

export type LoadResult = {
  readonly requests: number;
  readonly seconds: number;
  /** Answers of status 400 and above, timeouts, broken connections. */
  readonly failures: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
};

export type LoadTool = { readonly name: string; run(load: Load): Promise<LoadResult> };

/** wrk where it is installed: it leaves the servers more of the machine. */
export function chooseLoadTool(folder: string): LoadTool {
  const found = spawnSync("wrk", ["-v"], { encoding: "utf8", timeout: 5_000 });
  return found.error ? autocannonTool : wrkTool(folder);
}
