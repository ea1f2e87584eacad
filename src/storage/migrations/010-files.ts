import type { EngineName } from "../statement.ts";

/** Uploaded files and the folders they lie in; the bytes themselves are kept on disk (file-store.ts). */
export function filesAndFolders(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const id = "bigint NOT NULL";
  return [
    `CREATE TABLE files (
      portal_id integer NOT NULL,
      file_id ${id},
      folder_id bigint,
      name text NOT NULL,
      extension ${key} NOT NULL,
      place_key ${key} NOT NULL,
      kind ${key} NOT NULL,
      content_type text NOT NULL,
      content_key ${key} NOT NULL,
      size ${id},
      md5 ${key} NOT NULL,
      access ${key} NOT NULL,
      usable_in_content integer NOT NULL,
      expires_at bigint,
      created_at ${id},
      updated_at ${id},
      archived_at bigint,
      PRIMARY KEY (portal_id, file_id)
    )`,
    // One live file per name and folder; what was deleted no longer holds its place.
    "CREATE UNIQUE INDEX files_by_place ON files (portal_id, place_key) WHERE archived_at IS NULL",
    "CREATE INDEX files_by_folder ON files (portal_id, folder_id)",
    "CREATE INDEX files_by_md5 ON files (portal_id, md5)",
    "CREATE INDEX files_by_content ON files (portal_id, content_key)",
    `CREATE TABLE file_folders (
      portal_id integer NOT NULL,
      folder_id ${id},
      parent_id bigint,
      name text NOT NULL,
      place_key ${key} NOT NULL,
      created_at ${id},
      updated_at ${id},
      PRIMARY KEY (portal_id, folder_id)
    )`,
    "CREATE UNIQUE INDEX file_folders_by_place ON file_folders (portal_id, place_key)",
    "CREATE INDEX file_folders_by_parent ON file_folders (portal_id, parent_id)",
  ];
}
