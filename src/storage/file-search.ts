import { sql } from "kysely";
import type { Session } from "./database.ts";
import type { FileRow } from "./file-rows.ts";
import { builderOf } from "./statement.ts";

export type FileComparison = {
  readonly column: "file_id" | "size" | "created_at" | "updated_at" | "expires_at" | "folder_id";
  readonly operator: "=" | "<=" | ">=" | "in";
  readonly value: number | readonly number[];
};

export type FileEquality = {
  readonly column: "extension" | "kind" | "md5" | "place_key" | "usable_in_content" | "access";
  readonly values: readonly (string | number)[];
};

export const fileSortColumns = ["created_at", "updated_at", "size", "name", "extension", "kind", "file_id"] as const;

export type FileSearch = {
  readonly portalId: number;
  readonly now: number;
  readonly comparisons: readonly FileComparison[];
  readonly equalities: readonly FileEquality[];
  /** Text that the name must contain. */
  readonly nameContains: string | undefined;
  readonly sorts: readonly {
    readonly column: (typeof fileSortColumns)[number];
    readonly direction: "asc" | "desc";
  }[];
  readonly limit: number;
  readonly offset: number;
};

/** Live files that meet all conditions, in the order of `sorts` and then of their ids. */
export function searchFiles(session: Session, search: FileSearch): Promise<FileRow[]> {
  let query = builderOf(session.engine)
    .selectFrom("files")
    .selectAll()
    .where("portal_id", "=", search.portalId)
    .where("archived_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", search.now)]));
  for (const { column, operator, value } of search.comparisons) query = query.where(column, operator, value as number);
  for (const { column, values } of search.equalities) query = query.where(column, "in", values as string[]);
  if (search.nameContains !== undefined) {
    const position = session.engine === "sqlite" ? "instr" : "strpos";
    query = query.where(sql<number>`${sql.raw(position)}(name, ${search.nameContains})`, ">", 0);
  }
  for (const { column, direction } of search.sorts) {
    // Both engines by bytes; a column of numbers knows no collation.
    const text = session.engine === "postgres" && column === "name";
    query = query.orderBy(text ? sql`name COLLATE "C"` : column, direction);
  }
  return session.query(query.orderBy("file_id").limit(search.limit).offset(search.offset));
}
