import type { EngineName } from "../statement.ts";

/**
 * What searches look at lies in segments of many records each. What they say of a record does not count from its next
 * change on, until it comes into another one; so at first every record has changed, and the server makes the segments.
 */
export function searchSegments(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const bytes = engine === "postgres" ? "bytea" : "blob";
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";
  return [
    `CREATE TABLE search_changes (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      object_id bigint NOT NULL,
      version integer NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, object_id)
    )${compact}`,
    `CREATE TABLE search_segments (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      segment_id bigint NOT NULL,
      records integer NOT NULL,
      first_id bigint NOT NULL,
      last_id bigint NOT NULL,
      dead_count integer NOT NULL,
      dead ${bytes} NOT NULL,
      summary text NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, segment_id)
    )`,
    `CREATE TABLE search_parts (
      portal_id integer NOT NULL,
      segment_id bigint NOT NULL,
      part ${key} NOT NULL,
      data ${bytes} NOT NULL,
      PRIMARY KEY (portal_id, segment_id, part)
    )`,
    // What is worth it was compressed by our own code.
    ...(engine === "postgres" ? ["ALTER TABLE search_parts ALTER COLUMN data SET STORAGE EXTERNAL"] : []),
    `CREATE TABLE search_revisions (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      revision integer NOT NULL,
      PRIMARY KEY (portal_id, object_type_id)
    )${compact}`,
    "INSERT INTO search_changes SELECT portal_id, object_type_id, object_id, version FROM objects",
    "DROP TABLE search_documents",
  ];
}
