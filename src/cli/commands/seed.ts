import type { Command } from "commander";
import { seed } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { showProgress } from "../progress.ts";
import { printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const mostRecords = 100_000_000;
const day = 86_400_000;

/** `trunkline seed`: fills a portal with a sales team's year, to try things on. */
export function seedCommand(): Command {
  return withPortalOption(
    commandWithSettings("seed", "fill a portal with made-up data: a sales team's year", ["data", "databaseUrl"]),
  )
    .option("--calls <number>", "how many calls", "10000")
    .option("--contacts <number>", "how many contacts; companies and deals follow from it", "1000")
    .option("--seed <number>", "the same number gives the same data", "1")
    .option("--busiest <number>", "how many of the calls are with one and the same contact", "0")
    .option("--until <date>", "the day after the year's last, such as 2026-07-01 (default: today)")
    .action((flags) =>
      printLines(async () => {
        const options = {
          calls: wholeNumber("--calls", flags.calls, 0),
          contacts: wholeNumber("--contacts", flags.contacts, 1),
          seed: wholeNumber("--seed", flags.seed, 0),
          busiest: wholeNumber("--busiest", flags.busiest, 0),
          until: dayOf(flags.until),
        };
        if (options.busiest > options.calls) throw new Error("--busiest cannot be more than --calls");
        const began = performance.now();
        const progress = showProgress(process.stderr);
        const { portalId, counts } = await seed(configOf(flags), portalOf(flags), options, progress.report).finally(
          progress.end,
        );
        const seconds = (performance.now() - began) / 1_000;
        const records = counts.companies + counts.contacts + counts.deals + counts.calls;
        return [
          `Portal ${portalId}: ${Object.entries(counts)
            .map(([what, count]) => `${count} ${what}`)
            .join(", ")}`,
          `${records} records in ${seconds.toFixed(1)} s: ${Math.round(records / seconds)} per second`,
        ];
      }),
    );
}

function wholeNumber(flag: string, text: string, lowest: number): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= lowest && number <= mostRecords) return number;
  throw new Error(`${flag} takes a whole number from ${lowest} to ${mostRecords}`);
}

/** The first moment of a day, in UTC. */
function dayOf(text: string | undefined): number {
  if (text === undefined) return Math.floor(Date.now() / day) * day;
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || time < 2 * 365 * day) throw new Error("--until takes a date such as 2026-07-01");
  return time;
}
