import { type Figures, wholeCpu } from "./measure.ts";
import { judge, type OperationResults, type Row } from "./results.ts";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** The results as people read them in a terminal. */
export function renderResults(results: OperationResults): string {
  const { machine, groupCommit, searches, readsBeside } = results;
  const parts = [
    `Trunkline against its limit, ${results.date.slice(0, 10)}`,
    `${machine.processor}, ${machine.processors} processors, ${machine.gigabytes} GB; Node ${results.node}; ${
      results.engine === "sqlite" ? "embedded database" : "PostgreSQL"
    } with ${whole.format(results.calls)} calls; ${results.loadTool}, median of three runs of ${results.seconds} s`,
    "",
    renderRows(results.rows),
  ];
  // Writes wait for the disk in any case.
  const idle = results.rows.filter((row) => row.connections > 1 && /^(read|list)/.test(row.name) && isIdle(row.limit));
  if (results.engine === "sqlite" && idle.length > 0) {
    const titles = idle.map((row) => row.title).join(", ");
    parts.push("", `The limit server was not kept busy by: ${titles}. There the CPU column tells more than the rate.`);
  }
  if (searches.length > 0) {
    const lines = searches.map(({ title, total, figures }) => [title, whole.format(total), ...times(figures)]);
    parts.push("", align([["four searches at once", "found", "p50 ms", "p99 ms"], ...lines]));
  }
  if (readsBeside) {
    const [p50, p99] = times(readsBeside);
    parts.push("", `Reads beside searches and batches: p50 ${p50} ms, p99 ${p99} ms.`);
  }
  if (groupCommit) {
    const { oneByOne, productRatio, limitRatio } = groupCommit;
    parts.push(
      "",
      `One fsync here costs ${results.fsyncMilliseconds.toFixed(2)} ms. A server like the limit that syncs for each create reaches ` +
        `${whole.format(oneByOne.requestsPerSecond)} of them per second;\n` +
        `with group commit the product has ${productRatio.toFixed(1)} and the limit ${limitRatio.toFixed(1)} times as many.`,
    );
  }
  for (const problem of results.problems) parts.push("", `NOT MEASURED: ${problem}`);
  const goals = judge(results);
  if (goals.length > 0) parts.push("", "Goals:");
  for (const { text, value, bound, met } of goals) {
    parts.push(`  ${met ? "met   " : "MISSED"}  ${text}: ${value.toFixed(2)} (${bound})`);
  }
  return `${parts.join("\n")}\n`;
}

/** True where something else, like the load tool or other work on the machine, was the bottleneck. */
function isIdle({ busyProcessors }: Figures): boolean {
  return busyProcessors !== undefined && busyProcessors < 0.8;
}

function renderRows(rows: readonly Row[]): string {
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
    row.cpuRatio?.toFixed(2) ?? "–",
  ]);
  return align([...head, ...body]);
}

function figureCells(figures: Figures): string[] {
  return [whole.format(figures.requestsPerSecond), ...times(figures), wholeCpu(figures)?.toFixed(3) ?? "–"];
}

function times({ p50Milliseconds, p99Milliseconds }: Figures): [string, string] {
  return [p50Milliseconds.toFixed(2), p99Milliseconds.toFixed(2)];
}

/** Lines in columns, the first to the left and the others to the right. */
export function align(lines: readonly (readonly string[])[]): string {
  const columns = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (text: string, column: number) =>
    column === 0 ? text.padEnd(columns[column] ?? 0) : text.padStart(columns[column] ?? 0);
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n");
}
