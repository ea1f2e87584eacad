/** An uploaded file; its bytes lie on disk under `content_key`. */
export type FileRow = {
  portal_id: number;
  file_id: number;
  /** Null for what lies in no folder. */
  folder_id: number | null;
  /** Without the extension. */
  name: string;
  extension: string;
  /** Hash of folder and name: no two live files have the same. */
  place_key: string;
  kind: string;
  content_type: string;
  content_key: string;
  size: number;
  md5: string;
  access: string;
  usable_in_content: number;
  expires_at: number | null;
  created_at: number;
  updated_at: number;
  archived_at: number | null;
};

export type FileFolderRow = {
  portal_id: number;
  folder_id: number;
  parent_id: number | null;
  name: string;
  place_key: string;
  created_at: number;
  updated_at: number;
};

/** A record that attaches a file, live or in the bin. */
export type AttachmentRow = { portal_id: number; object_type_id: string; object_id: number; file_id: number };

/** Bytes on disk that no file names any more; the row goes once they are removed. */
export type DiscardedContentRow = { portal_id: number; content_key: string };
