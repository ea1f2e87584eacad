import { spawnSync } from "node:child_process";
import type { LoadTool } from "./load-tool.ts";
import { median } from "./median.ts";
import { readAnonymousMegabytes, readCpuMilliseconds, readTreeCpuMilliseconds } from "./process-usage.ts";
import type { Request } from "./request.ts";

/** A server under one kind of load. */
export type Target = {
  readonly pid: number;
  /** The first process of the database server; undefined where the database is in the server's own process. */
  readonly databasePid: number | undefined;
  readonly address: string;
  /** The share of requests that may be refused without spoiling the run. */
  readonly refusable?: number;
  /** What is sent in the next run. */
  nextRequests(): readonly Request[];
};

export type Figures = {
  readonly requestsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Of the server's process; undefined where the system does not tell. */
  readonly cpuMillisecondsPerRequest: number | undefined;
  /** Of the database's processes; 0 where the database is in the server's own. */
  readonly databaseCpuMillisecondsPerRequest: number | undefined;
  /** Processors that the server kept busy: well below one, and something else was the bottleneck. */
  readonly busyProcessors: number | undefined;
  /** The most anonymous memory that the server's process had during the run. */
  readonly peakMegabytes: number | undefined;
};

const rounds = 3;
const memoryMilliseconds = 100;
const longestSeconds = 8;

/**
 * Loads the targets in turn, round by round, so that what slows the machine down for a while hits all of them.
 * @returns each target's figures of every round
 */
export async function measureInTurn<Name extends string>(
  tool: LoadTool,
  targets: Readonly<Record<Name, Target>>,
  connections: number,
  seconds: number,
): Promise<Record<Name, readonly Figures[]>> {
  const names = Object.keys(targets) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as Figures[]])) as unknown as Record<Name, Figures[]>;
  for (let round = 0; round < rounds; round += 1) {
    // Nobody always goes first.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      found[name].push(await measureOnce(tool, targets[name], connections, seconds));
    }
  }
  return found;
}

/** The same once; longer where nothing was answered in the time, as on a machine that is busy with something else. */
export async function measureOnce(
  tool: LoadTool,
  target: Target,
  connections: number,
  seconds: number,
): Promise<Figures> {
  for (let length = seconds; ; length *= 2) {
    const figures = await measureRun(tool, target, connections, length);
    if (figures) return figures;
    if (length > longestSeconds)
      throw new Error(`Nothing was answered in ${length} s: ${nameOf(target.nextRequests(), connections)}`);
  }
}

/** @throws Error where not every request was answered well: such a rate would mean nothing */
async function measureRun(
  tool: LoadTool,
  { pid, databasePid, address, refusable = 0, nextRequests }: Target,
  connections: number,
  seconds: number,
): Promise<Figures | undefined> {
  // What the run before left to be written is not this one's.
  spawnSync("sync");
  const readDatabase = () => (databasePid === undefined ? 0 : readTreeCpuMilliseconds(databasePid));
  let peak = readAnonymousMegabytes(pid);
  const watch = setInterval(() => {
    peak = Math.max(peak ?? 0, readAnonymousMegabytes(pid) ?? 0);
  }, memoryMilliseconds);
  const requests = nextRequests();
  const before = [readCpuMilliseconds(pid), readDatabase()] as const;
  const result = await tool.run({ address, requests, connections, seconds }).finally(() => clearInterval(watch));
  const after = [readCpuMilliseconds(pid), readDatabase()] as const;
  if (result.requests === 0) return undefined;
  if (result.failures > result.requests * refusable) {
    throw new Error(`${result.failures} of ${result.requests} requests failed: ${nameOf(requests, connections)}`);
  }
  const [cpu, database] = [difference(before[0], after[0]), difference(before[1], after[1])];
  return {
    requestsPerSecond: result.requests / result.seconds,
    p50Milliseconds: result.p50Milliseconds,
    p99Milliseconds: result.p99Milliseconds,
    cpuMillisecondsPerRequest: cpu === undefined ? undefined : cpu / result.requests,
    databaseCpuMillisecondsPerRequest: database === undefined ? undefined : database / result.requests,
    busyProcessors: cpu === undefined ? undefined : cpu / 1_000 / result.seconds,
    peakMegabytes: peak,
  };
}

function nameOf(requests: readonly Request[], connections: number): string {
  return `${connections} connections, ${requests[0]?.method} ${requests[0]?.path} and the like`;
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}

/** The median of each figure over the rounds, and the highest of the peaks. */
export function middle(rounds: readonly Figures[]): Figures {
  const of = (pick: (figures: Figures) => number) => median(rounds.map(pick));
  const known = (pick: (figures: Figures) => number | undefined) => {
    const values = rounds.map(pick).filter((value) => value !== undefined);
    return values.length === rounds.length ? median(values) : undefined;
  };
  const peaks = rounds.map(({ peakMegabytes }) => peakMegabytes).filter((value) => value !== undefined);
  return {
    requestsPerSecond: of((figures) => figures.requestsPerSecond),
    p50Milliseconds: of((figures) => figures.p50Milliseconds),
    p99Milliseconds: of((figures) => figures.p99Milliseconds),
    cpuMillisecondsPerRequest: known((figures) => figures.cpuMillisecondsPerRequest),
    databaseCpuMillisecondsPerRequest: known((figures) => figures.databaseCpuMillisecondsPerRequest),
    busyProcessors: known((figures) => figures.busyProcessors),
    peakMegabytes: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}

/** The processor time of a request in all: server and database. */
export function wholeCpu(figures: Figures): number | undefined {
  const { cpuMillisecondsPerRequest: server, databaseCpuMillisecondsPerRequest: database } = figures;
  return server === undefined || database === undefined ? undefined : server + database;
}

/** The median of the ratios of one round each, which a slow spell of the machine cannot move. */
export function ratio(of: readonly Figures[], to: readonly Figures[]): number {
  return median(of.map((figures, round) => figures.requestsPerSecond / (to[round]?.requestsPerSecond ?? Number.NaN)));
}
