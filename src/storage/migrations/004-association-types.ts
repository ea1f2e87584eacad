import type { EngineName } from "../statement.ts";

/** A portal's own association types, and how many associations of a type a record may have. */
export function associationTypes(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";
  return [
    `CREATE TABLE association_types (
      portal_id integer NOT NULL,
      association_type_id integer NOT NULL,
      category text NOT NULL,
      from_type_id ${key} NOT NULL,
      to_type_id ${key} NOT NULL,
      name ${key} NOT NULL,
      label text,
      inverse_id integer NOT NULL,
      is_default integer NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (portal_id, association_type_id)
    )${compact}`,
    // Ids are not given out twice, so the highest outlives its type.
    `CREATE TABLE association_type_ids (
      portal_id integer NOT NULL PRIMARY KEY,
      last_id integer NOT NULL
    )`,
    `CREATE TABLE association_limits (
      portal_id integer NOT NULL,
      association_type_id integer NOT NULL,
      max_to_object_ids integer NOT NULL,
      PRIMARY KEY (portal_id, association_type_id)
    )${compact}`,
    // Finds what a deleted label leaves behind; built-in types, which are most rows, cost nothing here.
    `CREATE INDEX associations_by_own_type ON associations (portal_id, association_type_id)
      WHERE association_type_id >= 100000`,
  ];
}
