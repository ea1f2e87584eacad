import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { milliseconds, table, whole } from "./markdown.ts";
import type { Figures } from "./measure.ts";
import { plotBars } from "./plot.ts";
import type { Circumstances, OperationResults } from "./results.ts";

/** What another product gave, or why it could not be measured. */
export type PeerResult = {
  readonly name: string;
  readonly version: string;
  readonly figures: Readonly<Record<string, Figures | { readonly failure: string }>>;
  readonly failure: string | undefined;
};

export type PeerResults = Circumstances & {
  readonly operations: readonly { readonly name: string; readonly title: string }[];
  readonly peers: readonly PeerResult[];
};

/** Other products on the same work; empty where they were not measured. */
export function describePeers(
  results: PeerResults | undefined,
  _own: OperationResults | undefined,
  drawings: string,
): string {
  if (!results) return "";
  const { operations, peers, date, calls } = results;
  const measured = peers.filter(({ failure }) => failure === undefined);
  const figuresOf = (peer: PeerResult, name: string) => {
    const found = peer.figures[name];
    return found !== undefined && "requestsPerSecond" in found ? found : undefined;
  };
  writeFileSync(
    join(drawings, "peers.svg"),
    plotBars(
      "Requests per second on PostgreSQL, 32 connections",
      measured.map(({ name }) => name),
      operations.map(({ name, title }) => ({
        title,
        values: measured.map((peer) => figuresOf(peer, name)?.requestsPerSecond),
      })),
      "",
    ),
  );
  const cell = (figures: Figures | undefined) =>
    figures === undefined
      ? "–"
      : `${whole(figures.requestsPerSecond)} · ${milliseconds(figures.p50Milliseconds)} · ${milliseconds(
          figures.p99Milliseconds,
        )} · ${figures.cpuMillisecondsPerRequest?.toFixed(2) ?? "–"} + ${
          figures.databaseCpuMillisecondsPerRequest?.toFixed(2) ?? "–"
        }`;
  const rows = operations.map(({ name, title }) => [title, ...measured.map((peer) => cell(figuresOf(peer, name)))]);
  const failures = peers.flatMap((peer) => [
    ...(peer.failure === undefined ? [] : [`- ${peer.name} ${peer.version} could not be measured: ${peer.failure}`]),
    ...operations.flatMap(({ name, title }) => {
      const found = peer.figures[name];
      return found && "failure" in found ? [`- ${peer.name}, ${title}: ${found.failure}`] : [];
    }),
  ]);
  return `## Beside other products

Measured on ${date.slice(0, 10)} with 32 connections, ${whole(calls)} calls of ten values, one run after a warm-up. Cells
show requests per second · p50 · p99 in milliseconds · CPU of server + database in milliseconds. Trunkline writes history,
search and both directions of an association in the same request; the others write the record.

![Requests per second beside other products](performance/peers.svg)

${table(["", ...measured.map(({ name, version }) => `${name} ${version}`)], rows)}
${failures.length === 0 ? "" : `\nWhat could not be measured:\n\n${failures.join("\n")}`}`;
}
