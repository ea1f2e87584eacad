import { cpus, totalmem } from "node:os";
import type { Figures } from "./measure.ts";
import { middle, ratio } from "./measure.ts";
import type { Options } from "./options.ts";
import type { Scenario } from "./scenarios.ts";

/** One row of the table: one kind of load at one number of connections. */
export type Row = {
  readonly name: Scenario["name"];
  readonly title: string;
  readonly connections: number;
  readonly product: Figures;
  readonly limit: Figures;
  /** The product's rate, as a share of the limit server's. */
  readonly rateRatio: number;
  /** What a request costs the limit server's processors, as a share of what it costs the product's. */
  readonly cpuRatio: number | undefined;
};

/** What group commit is worth: the product's durable creates, and those of a server that syncs for each of them. */
export type GroupCommit = {
  readonly fsyncMilliseconds: number;
  readonly oneByOne: Figures;
  readonly productRatio: number;
  readonly limitRatio: number;
};

export type Goal = { readonly text: string; readonly value: number; readonly least: number; readonly met: boolean };

export type Results = {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly processors: number; readonly gigabytes: number };
  readonly node: string;
  readonly loadTool: string;
  readonly options: Pick<Options, "engine" | "seconds" | "calls">;
  readonly rows: readonly Row[];
  readonly groupCommit: GroupCommit | undefined;
  readonly goals: readonly Goal[];
};

export function makeRow(
  { name, title }: Scenario,
  connections: number,
  rounds: { readonly product: readonly Figures[]; readonly limit: readonly Figures[] },
): Row {
  const [product, limit] = [middle(rounds.product), middle(rounds.limit)];
  const [own, least] = [product.cpuMillisecondsPerRequest, limit.cpuMillisecondsPerRequest];
  return {
    name,
    title,
    connections,
    product,
    limit,
    rateRatio: ratio(rounds.product, rounds.limit),
    cpuRatio: own === undefined || least === undefined ? undefined : least / own,
  };
}

const rateGoals: Readonly<Record<Scenario["name"], number>> = { read: 0.5, list: 0.5, create: 0.4 };
const goalConnections = 32;
const groupCommitGoal = 3;
/** Below this, syncing is so cheap that sharing it cannot bring much. */
const dearFsyncMilliseconds = 0.1;

/** The goals that hold for these figures: those on the embedded database. */
export function judge(engine: Options["engine"], rows: readonly Row[], groupCommit: GroupCommit | undefined): Goal[] {
  if (engine !== "sqlite") return [];
  const goals = rows
    .filter((row) => row.connections === goalConnections)
    .map((row) => goal(`${row.title}, share of the limit's rate`, row.rateRatio, rateGoals[row.name]));
  if (groupCommit && groupCommit.fsyncMilliseconds >= dearFsyncMilliseconds) {
    goals.push(goal("durable creates, over one fsync each", groupCommit.productRatio, groupCommitGoal));
  }
  return goals;
}

function goal(text: string, value: number, least: number): Goal {
  return { text, value, least, met: value >= least };
}

export function describeMachine(): Results["machine"] {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? "unknown",
    processors: all.length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
  };
}
