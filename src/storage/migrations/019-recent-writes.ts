import type { EngineName } from "../statement.ts";

/** How far a replica must be to show what each app has written; needed where a replica is read from. */
export function recentWrites(engine: EngineName): string[] {
  // After a crash of the primary a replica is not trusted before it has caught up, so nothing is lost with the rows.
  const unlogged = engine === "postgres" ? "UNLOGGED " : "";
  return [
    `CREATE ${unlogged}TABLE recent_writes (
      portal_id integer NOT NULL,
      app_id integer NOT NULL,
      position bigint NOT NULL,
      PRIMARY KEY (portal_id, app_id)
    )`,
  ];
}
