import { milliseconds, table, whole } from "./markdown.ts";
import type { GrowthResults, GrowthStep } from "./measure-growth.ts";
import type { ProfileResults } from "./measure-profile.ts";
import type { Share } from "./profile-summary.ts";

const batchTitle = "batch create of 100";

/** What the same requests cost as the data grows; empty where it was not measured. */
export function describeGrowth(results: GrowthResults | undefined, engineName: string): string {
  if (!results) return "";
  const { steps, date } = results;
  const [first] = steps;
  if (!first) return "";
  const latency = (figures: GrowthStep["rows"][number]["figures"] | undefined) =>
    figures === undefined
      ? "–"
      : `${milliseconds(figures.p50Milliseconds)} / ${milliseconds(figures.p99Milliseconds)} / ${
          figures.cpuMillisecondsPerRequest?.toFixed(2) ?? "–"
        }`;
  const rows = first.rows.map(({ title }) => [
    title,
    ...steps.map((step) => latency(step.rows.find((row) => row.title === title)?.figures)),
  ]);
  const searches = first.searches.map(({ title }) => [
    title,
    ...steps.flatMap((step) => {
      const found = step.searches.find((row) => row.title === title);
      return [found ? whole(found.total) : "–", latency(found?.figures)];
    }),
  ]);
  const filled = ["records per second while filling", ...steps.map((step) => whole(step.filledPerSecond))];
  const loaded = [
    "calls per second by batches of 100",
    ...steps.map((step) => {
      const batch = step.rows.find(({ title }) => title === batchTitle);
      return batch ? whole(100 * batch.figures.requestsPerSecond) : "–";
    }),
  ];
  const memory = [
    "anonymous memory of the server at most, in MB",
    ...steps.map((step) => {
      const peaks = [...step.rows, ...step.searches].map(({ figures }) => figures.peakMegabytes);
      return peaks.some((peak) => peak === undefined) ? "–" : whole(Math.max(...(peaks as number[])));
    }),
  ];
  const contact = ["calls of the busiest contact", ...steps.map((step) => whole(step.busiest))];
  const sizes = steps.map((step) => `${whole(step.calls)} calls`);
  return `## As the data grows: ${engineName.toLowerCase()}

Measured on ${date.slice(0, 10)} with four connections. Cells show p50 / p99 / CPU of the server, in milliseconds.

${table(["", ...sizes], [...rows, contact, filled, loaded, memory])}

${table(["Search", ...sizes.flatMap((size) => [`found in ${size}`, "p50 / p99 / CPU"])], searches)}`;
}

/** Where the time of a request goes; empty where it was not measured. */
export function describeProfile(results: ProfileResults | undefined, engineName: string): string {
  if (!results) return "";
  const parts = results.profiles.map(({ title, summary }) => {
    const share = ({ place, microseconds }: Share) => [
      place,
      microseconds.toFixed(1),
      `${Math.round((microseconds / summary.microseconds) * 100)} %`,
    ];
    const seen = ({ microseconds }: Share) => microseconds >= summary.microseconds / 200;
    return `### ${title.charAt(0).toUpperCase()}${title.slice(1)}: ${summary.microseconds.toFixed(0)} µs

${table(["Where", "µs", "share"], summary.rooms.filter(seen).map(share))}

The modules in which most of it passes:

${table(["Module", "µs", "share"], summary.modules.filter(seen).map(share))}`;
  });
  return `## Where each microsecond goes: ${engineName.toLowerCase()}

Measured on ${results.date.slice(0, 10)} with 32 connections: a profile of the thread that answers (V8's own, a sample
every 200 µs), added up by where the time passes, what is called elsewhere not counted; waiting is left out. What is built
into the engine, such as JSON.parse or the run of a prepared statement, counts where it is called. Profiling itself makes
requests slower: shares tell more than sums. Threads that search and that copy the write-ahead log are not in it.

${parts.join("\n\n")}`;
}
