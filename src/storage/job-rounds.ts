import { type Database, first } from "./database.ts";
import { statement } from "./statement.ts";

/** The clocks of servers differ; a round that is due beyond this was taken when a clock stood far ahead. */
const mostClockDifference = 60_000;

const claim = statement<{ job: string; now: number; dueAt: number; farAhead: number }, { job: string }>((db, value) =>
  db
    .insertInto("job_rounds")
    .values({ job: value("job"), due_at: value("dueAt") })
    .onConflict((conflict) =>
      conflict
        .column("job")
        .doUpdateSet({ due_at: value("dueAt") })
        .where((eb) =>
          eb.or([eb("job_rounds.due_at", "<=", value("now")), eb("job_rounds.due_at", ">", value("farAhead"))]),
        ),
    )
    .returning("job"),
);

/**
 * Takes a round of a job that is due at `now` (epoch ms), so that no other process does.
 * @returns false where it is not due, or another process has taken it
 */
export async function claimJobRound(
  database: Database,
  round: { readonly job: string; readonly now: number; readonly dueAt: number },
): Promise<boolean> {
  const farAhead = round.dueAt + mostClockDifference;
  return (await database.transaction((tx) => first(tx, claim, { ...round, farAhead }))) !== undefined;
}
