import type { EngineName } from "../statement.ts";

/** Which records attach which files, and content that no file names any more and that is still to be removed. */
export function attachments(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";
  return [
    `CREATE TABLE attachments (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      object_id bigint NOT NULL,
      file_id bigint NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, object_id, file_id)
    )${compact}`,
    "CREATE INDEX attachments_by_file ON attachments (portal_id, file_id)",
    `CREATE TABLE discarded_contents (
      portal_id integer NOT NULL,
      content_key ${key} NOT NULL,
      PRIMARY KEY (portal_id, content_key)
    )${compact}`,
    ...["objects", "archived_objects"].map((table) =>
      engine === "postgres" ? copyFromPostgres(table) : copyFromSqlite(table),
    ),
  ];
}

/** What records attach already: ids joined by `;`. No file has an id of more than 16 digits. */
function copyFromPostgres(table: string): string {
  return `INSERT INTO attachments
    SELECT DISTINCT portal_id, object_type_id, object_id, cast(file_id AS bigint)
    FROM ${table}, unnest(string_to_array(cast(properties AS json) ->> 'hs_attachment_ids', ';')) AS file_id
    WHERE properties LIKE '%"hs_attachment_ids"%' AND length(file_id) BETWEEN 1 AND 16`;
}

function copyFromSqlite(table: string): string {
  return `INSERT INTO attachments
    WITH RECURSIVE split (portal_id, object_type_id, object_id, file_id, rest) AS (
      SELECT portal_id, object_type_id, object_id, '', json_extract(properties, '$.hs_attachment_ids') || ';'
      FROM ${table} WHERE properties LIKE '%"hs_attachment_ids"%'
      UNION ALL
      SELECT portal_id, object_type_id, object_id, substr(rest, 1, instr(rest, ';') - 1),
        substr(rest, instr(rest, ';') + 1)
      FROM split WHERE rest <> ''
    )
    SELECT DISTINCT portal_id, object_type_id, object_id, cast(file_id AS integer)
    FROM split WHERE length(file_id) BETWEEN 1 AND 16`;
}
