import { cpus, totalmem } from "node:os";
import type { Figures } from "./measure.ts";
import { middle, ratio, wholeCpu } from "./measure.ts";
import type { Operation } from "./operations.ts";
import type { Engine } from "./options.ts";

/** When, where and with what something was measured. */
export type Circumstances = {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly processors: number; readonly gigabytes: number };
  readonly node: string;
  readonly loadTool: string;
  readonly fsyncMilliseconds: number;
  readonly engine: Engine;
  readonly calls: number;
  readonly seconds: number;
};

/** One row of the table: one kind of load at one number of connections. */
export type Row = {
  readonly name: string;
  readonly title: string;
  readonly connections: number;
  readonly product: Figures;
  readonly limit: Figures;
  /** The product's rate, as a share of the limit server's. */
  readonly rateRatio: number;
  /** What a request costs the limit server's processors and database's, as a share of what it costs the product's. */
  readonly cpuRatio: number | undefined;
  /** The share of the limit's rate that is the goal, where there is one. */
  readonly goal: number | undefined;
};

/** What group commit is worth: durable creates, and those of a server that syncs for each of them. */
export type GroupCommit = {
  readonly oneByOne: Figures;
  readonly productRatio: number;
  readonly limitRatio: number;
};

/** One kind of search with a few of them under way. */
export type SearchRow = { readonly title: string; readonly total: number; readonly figures: Figures };

export type OperationResults = Circumstances & {
  readonly rows: readonly Row[];
  readonly searches: readonly SearchRow[];
  /** What could not be measured, and why. */
  readonly problems: readonly string[];
  /** Reads while searches and batches run beside them. */
  readonly readsBeside: Figures | undefined;
  readonly groupCommit: GroupCommit | undefined;
  readonly idleMegabytes: number | undefined;
};

export type Goal = { readonly text: string; readonly value: number; readonly bound: string; readonly met: boolean };

export function makeRow(
  { name, title, goal }: Operation,
  connections: number,
  rounds: { readonly product: readonly Figures[]; readonly limit: readonly Figures[] },
): Row {
  const [product, limit] = [middle(rounds.product), middle(rounds.limit)];
  const [own, least] = [wholeCpu(product), wholeCpu(limit)];
  return {
    name,
    title,
    connections,
    product,
    limit,
    rateRatio: ratio(rounds.product, rounds.limit),
    cpuRatio: own === undefined || least === undefined ? undefined : least / own,
    goal: connections > 1 ? goal : undefined,
  };
}

const groupCommitGoal = 3;
/** Below this, syncing is so cheap that sharing it cannot bring much. */
const dearFsyncMilliseconds = 0.1;
const readsBesideMilliseconds = 50;
const idleMegabytesGoal = 150;
const busyMegabytesGoal = 400;

/** The goals that these results can be held to. */
export function judge(results: OperationResults): Goal[] {
  const { rows, groupCommit, fsyncMilliseconds, readsBeside, idleMegabytes, engine } = results;
  const goals = rows
    .filter((row) => row.goal !== undefined)
    .map((row) => atLeast(`${row.title}: share of the limit's rate`, row.rateRatio, row.goal as number));
  if (groupCommit && fsyncMilliseconds >= dearFsyncMilliseconds) {
    goals.push(atLeast("durable creates, times those with one fsync each", groupCommit.productRatio, groupCommitGoal));
  }
  if (readsBeside) {
    const text = "p99 of reads beside searches and batches, in ms";
    goals.push(below(text, readsBeside.p99Milliseconds, readsBesideMilliseconds));
  }
  if (engine !== "sqlite") return goals;
  if (idleMegabytes !== undefined) goals.push(below("anonymous memory idle, in MB", idleMegabytes, idleMegabytesGoal));
  const peaks = rows.map(({ product }) => product.peakMegabytes).filter((peak) => peak !== undefined);
  if (peaks.length > 0) goals.push(below("anonymous memory at most, in MB", Math.max(...peaks), busyMegabytesGoal));
  return goals;
}

function atLeast(text: string, value: number, least: number): Goal {
  return { text, value, bound: `at least ${least}`, met: value >= least };
}

function below(text: string, value: number, most: number): Goal {
  return { text, value, bound: `below ${most}`, met: value < most };
}

export function describeMachine(): Circumstances["machine"] {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? "unknown",
    processors: all.length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
  };
}
