import type { EngineName } from "../statement.ts";

/** The association labels of a portal, and how many associations of a type a record may have. */
export function associationLabels(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";
  return [
    `CREATE TABLE association_labels (
      portal_id integer NOT NULL,
      association_type_id integer NOT NULL,
      from_type_id ${key} NOT NULL,
      to_type_id ${key} NOT NULL,
      name ${key} NOT NULL,
      label text NOT NULL,
      inverse_id integer NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (portal_id, association_type_id)
    )${compact}`,
    // Ids are not given out twice, so the highest outlives its label.
    `CREATE TABLE association_label_ids (
      portal_id integer NOT NULL PRIMARY KEY,
      last_id integer NOT NULL
    )`,
    `CREATE TABLE association_limits (
      portal_id integer NOT NULL,
      association_type_id integer NOT NULL,
      max_to_object_ids integer NOT NULL,
      PRIMARY KEY (portal_id, association_type_id)
    )${compact}`,
    // Finds what a deleted label leaves behind; other types, which are most rows, cost nothing here.
    `CREATE INDEX associations_by_label ON associations (portal_id, association_type_id)
      WHERE association_type_id >= 50000000`,
  ];
}
