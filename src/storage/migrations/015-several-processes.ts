import type { EngineName } from "../statement.ts";

/** What several processes of one database share: whose turn a job is, and how many requests each app has made. */
export function severalProcesses(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  // Counts of requests are not worth the wait for a disk; after a crash of the database they begin anew.
  const unlogged = engine === "postgres" ? "UNLOGGED " : "";
  return [
    `CREATE TABLE job_rounds (
      job ${key} NOT NULL PRIMARY KEY,
      due_at bigint NOT NULL
    )`,
    `CREATE ${unlogged}TABLE rate_counts (
      portal_id integer NOT NULL,
      app_id integer NOT NULL,
      times text NOT NULL,
      day integer NOT NULL,
      day_count integer NOT NULL,
      PRIMARY KEY (portal_id, app_id)
    )`,
  ];
}
