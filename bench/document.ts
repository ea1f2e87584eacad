import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeGrowth, describeProfile } from "./document-parts.ts";
import { describePeers, type PeerResults } from "./document-peers.ts";
import { milliseconds, ratioText, table, whole } from "./markdown.ts";
import { type Figures, wholeCpu } from "./measure.ts";
import type { GrowthResults } from "./measure-growth.ts";
import type { ProfileResults } from "./measure-profile.ts";
import type { Engine } from "./options.ts";
import { plotBars } from "./plot.ts";
import { type Circumstances, judge, type OperationResults, type Row } from "./results.ts";

const root = join(import.meta.dirname, "..");
const resultsFolder = join(import.meta.dirname, "results");
const engines: readonly Engine[] = ["sqlite", "postgres"];
const engineNames: Readonly<Record<Engine, string>> = { sqlite: "Embedded database", postgres: "PostgreSQL" };
const manyConnections = 32;

/** Where the results of one part on one engine are kept. */
export function resultsFile(part: string, engine: Engine): string {
  return join(resultsFolder, `${part}-${engine}.json`);
}

function readResults<T>(part: string, engine: Engine): T | undefined {
  const file = resultsFile(part, engine);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}

/** Writes docs/performance.md with its drawings, and the README's figures, from the results that are kept. */
export function writeDocuments(): void {
  const operations = engines.map((engine) => readResults<OperationResults>("operations", engine));
  const known = operations.filter((results) => results !== undefined);
  if (known.length === 0) throw new Error("There are no results to write about yet: measure first, with --document");
  const drawings = join(root, "docs/performance");
  mkdirSync(drawings, { recursive: true });
  writeFileSync(join(drawings, "ratios.svg"), plotRatios(known));
  const parts = [
    head(known),
    ...known.map(describeOperations),
    ...engines.map((engine) => describeGrowth(readResults<GrowthResults>("growth", engine), engineNames[engine])),
    ...engines.map((engine) => describeProfile(readResults<ProfileResults>("profile", engine), engineNames[engine])),
    describePeers(
      engines.map((engine) => readResults<PeerResults>("peers", engine)).find((results) => results !== undefined),
      known.find(({ engine }) => engine === "postgres"),
      drawings,
    ),
    method,
  ];
  writeFileSync(join(root, "docs/performance.md"), `${parts.filter((part) => part !== "").join("\n\n")}\n`);
  writeReadme(known);
}

function head(known: readonly OperationResults[]): string {
  return `# Performance

What the server does on one machine, beside its *limit*: a server of a hundred lines that runs the same statements with
the same durability, and no product in between. The ratio of the two and the processor time of a request are the figures
to go by; rates move with the machine. [performance-notes.md](performance-notes.md) says where the goals that are missed
are lost, and what was tried. This page is written by \`npm run bench -- --all --document\` out of
\`bench/results\`.

${known.map((results) => `- ${engineNames[results.engine]}: ${describeCircumstances(results)}.`).join("\n")}

![The product's rate as a share of the limit's](performance/ratios.svg)`;
}

export function describeCircumstances({
  date,
  machine,
  node,
  loadTool,
  calls,
  fsyncMilliseconds,
}: Circumstances): string {
  const { processor, processors, gigabytes } = machine;
  return (
    `measured on ${date.slice(0, 10)}, ${processor}, ${processors} processors, ${gigabytes} GB, Node ${node}, ` +
    `${whole(calls)} calls, load by ${loadTool}, one fsync ${fsyncMilliseconds.toFixed(2)} ms`
  );
}

function plotRatios(known: readonly OperationResults[]): string {
  const rows = known.map(({ rows }) => rows.filter(({ connections }) => connections === manyConnections));
  const groups = (rows[0] ?? []).map(({ name, title, goal }) => ({
    title,
    mark: goal,
    values: rows.map((own) => own.find((row) => row.name === name)?.rateRatio),
  }));
  const series = known.map(({ engine }) => engineNames[engine]);
  return plotBars(`Share of the limit server's rate, ${manyConnections} connections`, series, groups, "goal");
}

function describeOperations(results: OperationResults): string {
  const { engine, searches, readsBeside, groupCommit, idleMegabytes, rows } = results;
  const parts = [`## ${engineNames[engine]}`, renderRows(rows, manyConnections), renderRows(rows, 1)];
  if (readsBeside) {
    parts.push(
      `Reads by id while searches (4 connections) and batches (2) run beside them: p50 ${milliseconds(
        readsBeside.p50Milliseconds,
      )} ms, p99 ${milliseconds(readsBeside.p99Milliseconds)} ms.`,
    );
  }
  if (groupCommit) {
    parts.push(
      `A server like the limit that syncs for each create reaches ${whole(
        groupCommit.oneByOne.requestsPerSecond,
      )} of them per second; with group commit the product has ${groupCommit.productRatio.toFixed(1)} and the limit ${groupCommit.limitRatio.toFixed(1)} times as many.`,
    );
  }
  const peaks = rows.map(({ product }) => product.peakMegabytes).filter((peak) => peak !== undefined);
  if (idleMegabytes !== undefined && peaks.length > 0) {
    parts.push(
      `Anonymous memory of the server's process: ${whole(idleMegabytes)} MB just started, ${whole(Math.max(...peaks))} MB at most.`,
    );
  }
  if (searches.length > 0) {
    parts.push(
      `Each kind of search on its own, four under way at once, every total exact:\n\n${table(
        ["Search", "Found", "p50 ms", "p99 ms"],
        searches.map(({ title, total, figures }) => [
          title,
          whole(total),
          milliseconds(figures.p50Milliseconds),
          milliseconds(figures.p99Milliseconds),
        ]),
      )}`,
    );
  }
  if (results.problems.length > 0) {
    parts.push(`What could not be measured:\n\n${results.problems.map((problem) => `- ${problem}`).join("\n")}`);
  }
  const goals = judge(results);
  if (goals.length > 0) {
    parts.push(
      `Goals:\n\n${table(
        ["Goal", "Bound", "Measured", ""],
        goals.map(({ text, value, bound, met }) => [text, bound, value.toFixed(2), met ? "met" : "**missed**"]),
      )}`,
    );
  }
  return parts.join("\n\n");
}

function renderRows(rows: readonly Row[], connections: number): string {
  const shown = rows.filter((row) => row.connections === connections);
  const headings = ["req/s", "p50 ms", "p99 ms", "CPU ms"];
  const cells = (figures: Figures) => [
    whole(figures.requestsPerSecond),
    milliseconds(figures.p50Milliseconds),
    milliseconds(figures.p99Milliseconds),
    cpuText(figures),
  ];
  return table(
    [
      `${connections} ${connections === 1 ? "connection" : "connections"}`,
      ...headings,
      ...headings.map((text) => `limit ${text}`),
      "rate ÷ limit",
      "limit CPU ÷ CPU",
    ],
    shown.map((row) => [
      row.title,
      ...cells(row.product),
      ...cells(row.limit),
      ratioText(row.rateRatio),
      ratioText(row.cpuRatio),
    ]),
  );
}

/** Server, and database where that is a process of its own. */
function cpuText(figures: Figures): string {
  const { cpuMillisecondsPerRequest: server, databaseCpuMillisecondsPerRequest: database } = figures;
  if (server === undefined) return "–";
  return database === undefined || database === 0 ? server.toFixed(3) : `${server.toFixed(3)} + ${database.toFixed(3)}`;
}

const method = `## How it is measured

- Product and limit run on copies of the same made-up data (\`seed\`), each in a process of its own, over loopback, on the
  same two processors as the load tool and the database. They are loaded in turn, round by round; a figure is the median
  of three rounds, a ratio the median of the ratios within a round. \`sync\` runs before each.
- Before each kind of load the product and its database are left to finish what the one before has left to them (segments
  for searches, the log, vacuum), a minute at most.
- CPU is what \`/proc\` counts for the server's process and, on PostgreSQL, for the processes of the database, divided by
  the requests that were answered. It is steadier than a rate.
- The limit server (\`bench/limit-server.ts\`) replays the statements that the product was recorded with for that kind of
  request, checks of targets, history and what searches look at included, with ids of its own; \`npm test\` holds that
  both add the same rows. On the embedded database its writes share commits as the product's do, on PostgreSQL each
  request is a transaction. It checks no token, no scope and no value, and passes stored text on.
- The product runs with everything on: authentication, scopes, validation, history, search, its log written to a file.`;

const begin = "<!-- figures -->";
const end = "<!-- /figures -->";

function writeReadme(known: readonly OperationResults[]): void {
  const file = join(root, "README.md");
  const text = readFileSync(file, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`README.md has no place for figures between ${begin} and ${end}`);
  const rows = known.map(({ rows }) => rows.filter(({ connections }) => connections === manyConnections));
  const lines = (rows[0] ?? []).map(({ name, title }) => [
    title,
    ...rows.flatMap((own) => {
      const row = own.find((each) => each.name === name);
      const cpu = row && wholeCpu(row.product);
      return [ratioText(row?.rateRatio), cpu === undefined ? "–" : cpu.toFixed(3)];
    }),
  ]);
  const headings = known.flatMap(({ engine }) => [
    `${engineNames[engine]}: share of the limit's rate`,
    "CPU ms per request",
  ]);
  const goals = known.flatMap(judge);
  const missed = goals.filter(({ met }) => !met).length;
  const [first] = known as [OperationResults];
  const figures = `${begin}
M${describeCircumstances(first).slice(1)}; ${manyConnections} connections, median of three runs. CPU counts server and database.

${table(["", ...headings], lines)}

Of ${goals.length} goals ${missed} are missed. [docs/performance.md](docs/performance.md) lists them, with rates, latencies,
searches, growth, other products and where each microsecond goes;
[docs/performance-notes.md](docs/performance-notes.md) says what stands in the way.
`;
  writeFileSync(file, `${text.slice(0, from)}${figures}${text.slice(to)}`);
}
