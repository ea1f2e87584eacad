import type { EngineName } from "../statement.ts";

/**
 * What searches look at: one row per live record, its values typed and folded by our own code. Rows of records that
 * were there before are stale until the server has written them anew.
 */
export function search(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const json = engine === "postgres" ? "jsonb" : "text";
  return [
    `CREATE TABLE search_documents (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      object_id bigint NOT NULL,
      stale integer NOT NULL,
      numbers ${json} NOT NULL,
      texts ${json} NOT NULL,
      query_words text NOT NULL,
      words ${json} NOT NULL,
      PRIMARY KEY (portal_id, object_type_id, object_id)
    )`,
    "CREATE INDEX search_documents_stale ON search_documents (portal_id, object_type_id, object_id) WHERE stale = 1",
    `INSERT INTO search_documents
      SELECT portal_id, object_type_id, object_id, 1, '{}', '{}', '', '{}' FROM objects`,
  ];
}
