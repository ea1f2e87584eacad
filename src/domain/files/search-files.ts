import { refuse } from "../../model/errors.ts";
import { type Folder, fileAccesses, isPublic, type StoredFile } from "../../model/file.ts";
import { refuseFile } from "../../model/file-errors.ts";
import { limits } from "../../model/limits.ts";
import {
  type FileComparison,
  type FileEquality,
  type FileSearch,
  searchFiles as searchRows,
} from "../../storage/file-search.ts";
import { findFileByPlace } from "../../storage/files.ts";
import type { Context } from "../context.ts";
import { parseTime } from "../properties/time-text.ts";
import { placeKey, splitName, splitPath } from "./file-names.ts";
import { findFolderId, getFolder } from "./folders.ts";
import { isLive, nameOf, toFile, toFiles } from "./stored-file.ts";

/** Query parameters of a search by their names (contract 6.3); what is not there does not narrow it. */
export type FileFilters = Readonly<Record<string, string | undefined>>;

export type FileSearchInput = {
  readonly filters: FileFilters;
  readonly ids: readonly string[];
  readonly parentFolderIds: readonly string[];
  readonly sorts: readonly string[];
  readonly limit: number;
  readonly after: string | undefined;
};

export const fileFilterNames = [
  ...["createdAt", "updatedAt", "expiresAt", "size"].flatMap((name) => [name, `${name}Lte`, `${name}Gte`]),
  ...["idLte", "idGte", "name", "path", "type", "extension", "encoding", "fileMd5"],
  ...["isUsableInContent", "allowsAnonymousAccess"],
] as const;

/**
 * One page of the files that meet every filter, and where the next begins.
 * @throws Refusal 400 for a filter, sort or cursor that cannot be read
 */
export async function searchFiles(
  ctx: Context,
  input: FileSearchInput,
): Promise<{ readonly files: readonly StoredFile[]; readonly after: string | undefined }> {
  const offset = readOffset(input.after);
  const place = await readPath(ctx, input.filters.path);
  if (place === "nowhere") return { files: [], after: undefined };
  const search: FileSearch = {
    portalId: ctx.portal.portalId,
    now: ctx.now(),
    comparisons: [
      ...readComparisons(input.filters),
      ...readIds("file_id", input.ids),
      ...readIds("folder_id", input.parentFolderIds),
    ],
    equalities: [...readEqualities(input.filters), ...place],
    nameContains: input.filters.name,
    sorts: input.sorts.map(readSort),
    limit: input.limit + 1,
    offset,
  };
  const rows = await searchRows(ctx.db, search);
  const more = rows.length > input.limit && offset + input.limit < limits.filesOffsetMax;
  return {
    files: await toFiles(ctx, rows.slice(0, input.limit)),
    after: more ? String(offset + input.limit) : undefined,
  };
}

/** @throws Refusal 404 where neither a file nor a folder has the path */
export async function findByPath(ctx: Context, path: string): Promise<{ file: StoredFile } | { folder: Folder }> {
  const names = splitPath(path, "path");
  const folderId = await findFolderId(ctx, names.slice(0, -1));
  const name = names.at(-1);
  if (folderId !== undefined && name !== undefined) {
    const row = await findFileByPlace(ctx.db, ctx.portal.portalId, placeKey(folderId, nameOf(splitName(name))));
    if (isLive(row, ctx.now())) return { file: await toFile(ctx, row) };
    const inner = await findFolderId(ctx, names);
    if (inner) return { folder: await getFolder(ctx, String(inner)) };
  }
  throw refuseFile.pathNotFound(path);
}

const timeColumns = { createdAt: "created_at", updatedAt: "updated_at", expiresAt: "expires_at" } as const;
const operators = { "": "=", Lte: "<=", Gte: ">=" } as const;

function readComparisons(filters: FileFilters): FileComparison[] {
  const comparisons: FileComparison[] = [];
  const add = (name: string, column: FileComparison["column"], read: (text: string, name: string) => number) => {
    for (const [suffix, operator] of Object.entries(operators)) {
      const text = filters[`${name}${suffix}`];
      if (text !== undefined) comparisons.push({ column, operator, value: read(text, `${name}${suffix}`) });
    }
  };
  for (const [name, column] of Object.entries(timeColumns)) add(name, column, readTime);
  add("size", "size", readNumber);
  add("id", "file_id", readNumber);
  return comparisons;
}

function readEqualities(filters: FileFilters): FileEquality[] {
  const { type, extension, encoding, fileMd5, isUsableInContent, allowsAnonymousAccess } = filters;
  const equalities: FileEquality[] = [];
  if (type !== undefined) equalities.push({ column: "kind", values: [type.toUpperCase()] });
  if (fileMd5 !== undefined) equalities.push({ column: "md5", values: [fileMd5.toLowerCase()] });
  for (const text of [extension, encoding]) {
    if (text !== undefined) equalities.push({ column: "extension", values: [text.toLowerCase()] });
  }
  if (isUsableInContent !== undefined) {
    const usable = readFlag(isUsableInContent, "isUsableInContent");
    equalities.push({ column: "usable_in_content", values: [Number(usable)] });
  }
  if (allowsAnonymousAccess !== undefined) {
    const open = readFlag(allowsAnonymousAccess, "allowsAnonymousAccess");
    equalities.push({ column: "access", values: fileAccesses.filter((access) => isPublic(access) === open) });
  }
  return equalities;
}

async function readPath(ctx: Context, path: string | undefined): Promise<FileEquality[] | "nowhere"> {
  if (path === undefined) return [];
  const names = splitPath(path, "path");
  const folderId = await findFolderId(ctx, names.slice(0, -1));
  if (folderId === undefined) return "nowhere";
  return [{ column: "place_key", values: [placeKey(folderId, nameOf(splitName(names.at(-1) ?? "")))] }];
}

function readIds(column: "file_id" | "folder_id", texts: readonly string[]): FileComparison[] {
  const parameter = column === "file_id" ? "ids" : "parentFolderIds";
  return texts.length === 0
    ? []
    : [{ column, operator: "in", value: texts.map((text) => readNumber(text, parameter)) }];
}

const sortColumns: Readonly<Record<string, FileSearch["sorts"][number]["column"]>> = {
  createdAt: "created_at",
  updatedAt: "updated_at",
  size: "size",
  name: "name",
  extension: "extension",
  type: "kind",
  id: "file_id",
};

function readSort(text: string): FileSearch["sorts"][number] {
  const name = text.replace(/^-/, "");
  const column = Object.hasOwn(sortColumns, name) ? sortColumns[name] : undefined;
  if (!column) throw refuse.parameter("query", "sort", `Allowed: ${Object.keys(sortColumns).join(", ")}`);
  return { column, direction: text.startsWith("-") ? "desc" : "asc" };
}

function readOffset(after: string | undefined): number {
  const offset = Number(after ?? 0);
  if (/^\d{1,6}$/.test(after ?? "0") && offset < limits.filesOffsetMax) return offset;
  throw refuse.parameter("query", "after", `Allowed: 0 to ${limits.filesOffsetMax - 1}`);
}

function readNumber(text: string, name: string): number {
  if (/^\d{1,16}$/.test(text) && Number(text) < limits.recordIdCeiling) return Number(text);
  throw refuse.parameter("query", name);
}

function readTime(text: string, name: string): number {
  const time = parseTime(text);
  if (time === undefined) throw refuse.parameter("query", name);
  return time;
}

function readFlag(text: string, name: string): boolean {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  throw refuse.parameter("query", name, "Allowed: true, false");
}
