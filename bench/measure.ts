import { readCpuMilliseconds } from "./cpu-time.ts";
import type { LoadTool } from "./load-tool.ts";
import { median } from "./median.ts";
import type { Request } from "./scenarios.ts";

/** A server under one kind of load. */
export type Target = { readonly pid: number; readonly address: string; readonly requests: readonly Request[] };

export type Figures = {
  readonly requestsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Of the server's process; undefined where the system does not tell. */
  readonly cpuMillisecondsPerRequest: number | undefined;
  /** Processors that the server kept busy: well below one, and something else was the bottleneck. */
  readonly busyProcessors: number | undefined;
};

const rounds = 3;

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

/** @throws Error where not every request was answered well: such a rate would mean nothing */
export async function measureOnce(
  tool: LoadTool,
  { pid, ...target }: Target,
  connections: number,
  seconds: number,
): Promise<Figures> {
  const before = readCpuMilliseconds(pid);
  const result = await tool.run({ ...target, connections, seconds });
  const after = readCpuMilliseconds(pid);
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} requests failed`);
  if (result.requests === 0) throw new Error("No request was answered");
  const cpu = before === undefined || after === undefined ? undefined : after - before;
  return {
    requestsPerSecond: result.requests / result.seconds,
    p50Milliseconds: result.p50Milliseconds,
    p99Milliseconds: result.p99Milliseconds,
    cpuMillisecondsPerRequest: cpu === undefined ? undefined : cpu / result.requests,
    busyProcessors: cpu === undefined ? undefined : cpu / 1_000 / result.seconds,
  };
}

/** The median of each figure over the rounds. */
export function middle(rounds: readonly Figures[]): Figures {
  const of = (pick: (figures: Figures) => number) => median(rounds.map(pick));
  const known = rounds.every((figures) => figures.cpuMillisecondsPerRequest !== undefined);
  return {
    requestsPerSecond: of((figures) => figures.requestsPerSecond),
    p50Milliseconds: of((figures) => figures.p50Milliseconds),
    p99Milliseconds: of((figures) => figures.p99Milliseconds),
    cpuMillisecondsPerRequest: known ? of((figures) => figures.cpuMillisecondsPerRequest ?? 0) : undefined,
    busyProcessors: known ? of((figures) => figures.busyProcessors ?? 0) : undefined,
  };
}

/** The median of the ratios of one round each, which a slow spell of the machine cannot move. */
export function ratio(of: readonly Figures[], to: readonly Figures[]): number {
  return median(of.map((figures, round) => figures.requestsPerSecond / (to[round]?.requestsPerSecond ?? Number.NaN)));
}
