import type { EngineName } from "../statement.ts";

/** The properties and property groups that a portal defines itself. */
export function customProperties(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  return [
    `CREATE TABLE property_definitions (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      name ${key} NOT NULL,
      definition text NOT NULL,
      created_at bigint NOT NULL,
      updated_at bigint NOT NULL,
      archived_at bigint,
      created_user_id integer NOT NULL,
      updated_user_id integer NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, name)
    )`,
    `CREATE TABLE property_groups (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      name ${key} NOT NULL,
      label text NOT NULL,
      display_order integer NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, name)
    )`,
  ];
}
