import type { EngineName } from "../statement.ts";

/** The first schema: portals and their tokens, records with history, associations and pins, the recycling bin. */
export function callsAndRecords(engine: EngineName): string[] {
  // Keys compare by bytes on both engines; SQLite does so by itself.
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const id = "bigint NOT NULL";
  // Small rows live in their primary key. Records do not: their documents would make its pages shallow and wide.
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";

  const record = `
    portal_id integer NOT NULL,
    object_type_id ${key} NOT NULL,
    object_id ${id},
    created_at ${id},
    updated_at ${id},
    version integer NOT NULL,
    properties text NOT NULL,
    rule_state text`;

  return [
    `CREATE TABLE portals (
      portal_id integer NOT NULL PRIMARY KEY,
      name text NOT NULL,
      account_type text NOT NULL,
      time_zone text NOT NULL,
      currency text NOT NULL,
      strict integer,
      definitions_version integer NOT NULL,
      created_at ${id}
    )`,
    `CREATE TABLE tokens (
      token_hash ${key} NOT NULL PRIMARY KEY,
      portal_id integer NOT NULL,
      token_id integer NOT NULL,
      name text NOT NULL,
      app_id integer NOT NULL,
      user_id integer NOT NULL,
      scopes text NOT NULL,
      created_at ${id}
    )`,
    `CREATE TABLE owners (
      portal_id integer NOT NULL,
      owner_id integer NOT NULL,
      user_id integer NOT NULL,
      email ${key} NOT NULL,
      first_name text NOT NULL,
      last_name text NOT NULL,
      type text NOT NULL,
      created_at ${id},
      updated_at ${id},
      archived_at bigint,
      PRIMARY KEY (portal_id, owner_id)
    )`,
    "CREATE UNIQUE INDEX owners_by_user ON owners (portal_id, user_id)",
    "CREATE INDEX owners_by_email ON owners (portal_id, email)",
    `CREATE TABLE teams (
      portal_id integer NOT NULL,
      team_id integer NOT NULL,
      name text NOT NULL,
      PRIMARY KEY (portal_id, team_id)
    )`,
    `CREATE TABLE owner_teams (
      portal_id integer NOT NULL,
      owner_id integer NOT NULL,
      team_id integer NOT NULL,
      is_primary integer NOT NULL,
      PRIMARY KEY (portal_id, owner_id, team_id)
    )${compact}`,
    `CREATE TABLE call_choices (
      portal_id integer NOT NULL,
      kind ${key} NOT NULL,
      choice_id ${key} NOT NULL,
      label text NOT NULL,
      position integer NOT NULL,
      deleted integer NOT NULL,
      PRIMARY KEY (portal_id, kind, choice_id)
    )`,
    `CREATE TABLE objects (${record},
      PRIMARY KEY (portal_id, object_type_id, object_id)
    )`,
    // The bin is a table of its own: what is archived cannot show up where live records are read.
    `CREATE TABLE archived_objects (${record},
      archived_at ${id},
      PRIMARY KEY (portal_id, object_type_id, object_id)
    )`,
    "CREATE INDEX archived_objects_by_time ON archived_objects (portal_id, archived_at)",
    `CREATE TABLE property_history (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      object_id ${id},
      version integer NOT NULL,
      changed_at ${id},
      source_type text NOT NULL,
      source_id text,
      source_label text,
      user_id integer,
      previous text NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, object_id, version)
    )`,
    `CREATE TABLE unique_values (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      property_name ${key} NOT NULL,
      value_key ${key} NOT NULL,
      object_id ${id},
      PRIMARY KEY (portal_id, object_type_id, property_name, value_key)
    )${compact}`,
    `CREATE TABLE associations (
      portal_id integer NOT NULL,
      from_type_id ${key} NOT NULL,
      from_id ${id},
      to_type_id ${key} NOT NULL,
      to_id ${id},
      association_type_id integer NOT NULL,
      created_at ${id},
      PRIMARY KEY (portal_id, from_type_id, from_id, to_type_id, to_id, association_type_id)
    )${compact}`,
    `CREATE TABLE pins (
      portal_id integer NOT NULL,
      engagement_id ${id},
      object_type_id ${key} NOT NULL,
      object_id ${id},
      hidden integer NOT NULL,
      PRIMARY KEY (portal_id, engagement_id, object_type_id, object_id)
    )${compact}`,
    "CREATE INDEX pins_by_record ON pins (portal_id, object_type_id, object_id)",
    `CREATE TABLE node_leases (
      node integer NOT NULL PRIMARY KEY,
      holder text NOT NULL,
      reserved_until ${id},
      expires_at ${id}
    )`,
  ];
}
