import type { EngineName } from "../statement.ts";

/** Remembers for the id of a record that was merged away which record holds its values now. */
export function mergedObjects(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";
  return [
    `CREATE TABLE merged_objects (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      object_id bigint NOT NULL,
      primary_id bigint NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, object_id)
    )${compact}`,
    "CREATE INDEX merged_objects_by_primary ON merged_objects (portal_id, object_type_id, primary_id)",
  ];
}
