import type { EngineName } from "../statement.ts";

/** The object types that a portal defines itself, and the types of the associations that they can have. */
export function customObjects(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  return [
    `CREATE TABLE object_schemas (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      name ${key} NOT NULL,
      definition text NOT NULL,
      created_at bigint NOT NULL,
      updated_at bigint NOT NULL,
      archived_at bigint,
      purged_at bigint,
      created_user_id integer NOT NULL,
      updated_user_id integer NOT NULL,
      PRIMARY KEY (portal_id, object_type_id)
    )`,
    `CREATE TABLE schema_association_types (
      portal_id integer NOT NULL,
      association_type_id integer NOT NULL,
      from_type_id ${key} NOT NULL,
      to_type_id ${key} NOT NULL,
      name ${key} NOT NULL,
      inverse_id integer NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (portal_id, association_type_id)
    )`,
  ];
}
