import type { Figures } from "./measure.ts";
import type { Results, Row } from "./results.ts";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** The results as people read them. */
export function renderResults(results: Results): string {
  const { machine, options, groupCommit, goals } = results;
  const parts = [
    `Trunkline against its limit, ${results.date.slice(0, 10)}`,
    `${machine.processor}, ${machine.processors} processors, ${machine.gigabytes} GB; Node ${results.node}; ${
      options.engine === "sqlite" ? "embedded database" : "PostgreSQL"
    } with ${whole.format(options.calls)} calls; ${results.loadTool}, median of three runs`,
    "",
    renderTable(results.rows),
  ];
  // Creates wait for the disk in any case.
  const idle = results.rows.filter((row) => row.connections > 1 && row.name !== "create" && isIdle(row.limit));
  if (options.engine === "sqlite" && idle.length > 0) {
    parts.push(
      "",
      `The limit server was not kept busy by: ${idle.map((row) => row.title).join(", ")}. There the CPU column tells more than the rate.`,
    );
  }
  if (groupCommit) {
    const { fsyncMilliseconds, oneByOne, productRatio, limitRatio } = groupCommit;
    parts.push(
      "",
      `One fsync here costs ${fsyncMilliseconds.toFixed(2)} ms. A server like the limit that syncs for each create reaches ` +
        `${whole.format(oneByOne.requestsPerSecond)} of them per second;\n` +
        `with group commit the product has ${productRatio.toFixed(1)} and the limit ${limitRatio.toFixed(1)} times as many.`,
    );
  }
  if (goals.length > 0) parts.push("", "Goals, at 32 connections:");
  for (const { text, value, least, met } of goals) {
    parts.push(`  ${met ? "met   " : "MISSED"}  ${text}: ${value.toFixed(2)} (at least ${least})`);
  }
  return `${parts.join("\n")}\n`;
}

/** True where something else, like the load tool or other work on the machine, was the bottleneck. */
function isIdle({ busyProcessors }: Figures): boolean {
  return busyProcessors !== undefined && busyProcessors < 0.8;
}

function renderTable(rows: readonly Row[]): string {
  const head = [
    ["", "", "product", "", "", "", "limit", "", "", "", "product/limit", ""],
    ["", "conn", "req/s", "p50 ms", "p99 ms", "CPU ms", "req/s", "p50 ms", "p99 ms", "CPU ms", "rate", "CPU"],
  ];
  const body = rows.map((row) => [
    row.title,
    String(row.connections),
    ...figureCells(row.product),
    ...figureCells(row.limit),
    row.rateRatio.toFixed(2),
    row.cpuRatio === undefined ? "–" : row.cpuRatio.toFixed(2),
  ]);
  const lines = [...head, ...body];
  const columns = head[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (text: string, column: number) =>
    column === 0 ? text.padEnd(columns[column] ?? 0) : text.padStart(columns[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}

function figureCells(figures: Figures): string[] {
  return [
    whole.format(figures.requestsPerSecond),
    figures.p50Milliseconds.toFixed(2),
    figures.p99Milliseconds.toFixed(2),
    figures.cpuMillisecondsPerRequest?.toFixed(3) ?? "–",
  ];
}
