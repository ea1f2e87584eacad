import { refuse } from "../../model/errors.ts";
import type { Folder } from "../../model/file.ts";
import { limits } from "../../model/limits.ts";
import {
  deleteFolder as deleteRow,
  findFolder,
  findFolderByPlace,
  insertFolder,
  isFolderEmpty,
  listFoldersByIds,
  lockFolder,
  updateFolder as updateRow,
} from "../../storage/file-folders.ts";
import type { FileFolderRow } from "../../storage/file-rows.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { readRecordId } from "../objects/record-id.ts";
import { placeKey, readName, splitPath } from "./file-names.ts";

/** Where something is to lie: a folder by id or by path; neither means the root. */
export type FolderReference = { readonly id?: string | undefined; readonly path?: string | undefined };

/** @throws Refusal 404 where the portal has no such folder */
export async function getFolder(ctx: Context, reference: string): Promise<Folder> {
  const row = await findRow(ctx, reference);
  if (!row) throw refuse.thingNotFound("Folder", reference);
  return toFolder(ctx, row);
}

/** @throws Refusal 400 for a name that is not allowed, 404 for a parent that is not there, 409 for a name taken */
export async function createFolder(ctx: Context, input: { name: string; parent: FolderReference }): Promise<Folder> {
  const name = readName(input.name, "name");
  await ctx.ids.ready();
  return transaction(ctx, async (ctx) => {
    const parentId = await holdFolder(ctx, input.parent, "refuse");
    await requireDepth(ctx, parentId);
    const row = newRow(ctx, parentId, name);
    if (!(await insertFolder(ctx.db, row))) throw taken(name);
    return toFolder(ctx, row);
  });
}

/**
 * Renames a folder or moves it into another one.
 * @throws Refusal 404 where it or its new parent is not there, 400 for a folder within itself, 409 for a name taken
 */
export function updateFolder(
  ctx: Context,
  reference: string,
  change: { readonly name: string | undefined; readonly parentId: string | undefined },
): Promise<Folder> {
  return transaction(ctx, async (ctx) => {
    // First: two moves at the same time could otherwise put two folders into each other.
    await raiseDefinitionsVersion(ctx.db, ctx.portal.portalId);
    const found = await findRow(ctx, reference);
    const row = found && (await lockFolder(ctx.db, keyOf(found), "update"));
    if (!row) throw refuse.thingNotFound("Folder", reference);
    const name = change.name === undefined ? row.name : readName(change.name, "name");
    let parentId = row.parent_id;
    if (change.parentId !== undefined) {
      parentId = await holdFolder(ctx, { id: change.parentId }, "refuse");
      const above = parentId === null ? [] : await chainOf(ctx, parentId);
      if (above.some((other) => other.folder_id === row.folder_id)) {
        throw refuse.invalid("A folder cannot be moved into itself", { parentFolderId: [change.parentId] });
      }
      await requireDepth(ctx, parentId);
    }
    const next = { ...row, name, parent_id: parentId, place_key: placeKey(parentId, name), updated_at: ctx.now() };
    if (!(await updateRow(ctx.db, next))) throw taken(name);
    return toFolder(ctx, next);
  });
}

/** @throws Refusal 404 where it is not there, 400 while something lies in it */
export async function deleteFolder(ctx: Context, reference: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const found = await findRow(ctx, reference);
    const row = found && (await lockFolder(ctx.db, keyOf(found), "update"));
    if (!row) throw refuse.thingNotFound("Folder", reference);
    if (!(await isFolderEmpty(ctx.db, keyOf(row)))) {
      throw refuse.invalid(`Folder ${reference} is not empty; delete or move what lies in it first`);
    }
    await deleteRow(ctx.db, keyOf(row));
  });
}

/**
 * The folder that is meant, held so that it is not deleted meanwhile; null for the root.
 * @param missing whether folders of a path that are not there are made
 * @throws Refusal 400 for a reference that is no folder of the portal
 */
export async function holdFolder(
  ctx: WriteContext,
  { id, path }: FolderReference,
  missing: "make" | "refuse",
): Promise<number | null> {
  if (id !== undefined && id !== "") {
    const row = await lockFolder(ctx.db, { portalId: ctx.portal.portalId, folderId: readRecordId(id) ?? 0 }, "share");
    if (!row) throw noSuchFolder(id);
    return row.folder_id;
  }
  let folderId: number | null = null;
  for (const name of splitPath(path ?? "", "folderPath")) {
    if (missing === "make") await insertFolder(ctx.db, newRow(ctx, folderId, name));
    const row: FileFolderRow | undefined = await findByName(ctx, folderId, name);
    if (!row || !(await lockFolder(ctx.db, keyOf(row), "share"))) throw noSuchFolder(path ?? "");
    folderId = row.folder_id;
  }
  return folderId;
}

/** The folder of a path; null for the root, undefined where it is not there. */
export async function findFolderId(ctx: Context, names: readonly string[]): Promise<number | null | undefined> {
  let folderId: number | null = null;
  for (const name of names) {
    const row: FileFolderRow | undefined = await findByName(ctx, folderId, name);
    if (!row) return undefined;
    folderId = row.folder_id;
  }
  return folderId;
}

/** The path of each of these folders, and of null, the root: `/contracts/2026`, and nothing for the root. */
export async function loadFolderPaths(
  ctx: Context,
  folderIds: readonly (number | null)[],
): Promise<ReadonlyMap<number | null, string>> {
  const rows = new Map<number, FileFolderRow>();
  let wanted = folderIds.filter((id) => id !== null);
  while (wanted.length > 0) {
    for (const row of await listFoldersByIds(ctx.db, ctx.portal.portalId, [...new Set(wanted)])) {
      rows.set(row.folder_id, row);
    }
    wanted = [...rows.values()].map((row) => row.parent_id).filter((id) => id !== null && !rows.has(id)) as number[];
  }
  const pathOf = (id: number | null): string => {
    const row = id === null ? undefined : rows.get(id);
    return row ? `${pathOf(row.parent_id)}/${row.name}` : "";
  };
  return new Map(folderIds.map((id) => [id, pathOf(id)]));
}

async function findRow(ctx: Context, reference: string): Promise<FileFolderRow | undefined> {
  const folderId = /^\d+$/.test(reference)
    ? readRecordId(reference)
    : await findFolderId(ctx, splitPath(reference, "path"));
  return folderId ? findFolder(ctx.db, { portalId: ctx.portal.portalId, folderId }) : undefined;
}

function findByName(ctx: Context, parentId: number | null, name: string): Promise<FileFolderRow | undefined> {
  return findFolderByPlace(ctx.db, ctx.portal.portalId, placeKey(parentId, name));
}

/** The folder and all that it lies in, from the inside out. */
async function chainOf(ctx: Context, folderId: number): Promise<FileFolderRow[]> {
  const chain: FileFolderRow[] = [];
  for (let id: number | null = folderId; id !== null; ) {
    const row: FileFolderRow | undefined = await findFolder(ctx.db, { portalId: ctx.portal.portalId, folderId: id });
    if (!row) break;
    chain.push(row);
    id = row.parent_id;
  }
  return chain;
}

async function requireDepth(ctx: Context, parentId: number | null): Promise<void> {
  if (parentId !== null && (await chainOf(ctx, parentId)).length >= limits.folderDepth) {
    throw refuse.invalid(`Folders can be ${limits.folderDepth} deep`);
  }
}

function newRow(ctx: WriteContext, parentId: number | null, name: string): FileFolderRow {
  const now = ctx.now();
  return {
    portal_id: ctx.portal.portalId,
    folder_id: ctx.ids.next(),
    parent_id: parentId,
    name,
    place_key: placeKey(parentId, name),
    created_at: now,
    updated_at: now,
  };
}

async function toFolder(ctx: Context, row: FileFolderRow): Promise<Folder> {
  const paths = await loadFolderPaths(ctx, [row.parent_id]);
  return {
    id: row.folder_id,
    parentId: row.parent_id,
    name: row.name,
    path: `${paths.get(row.parent_id) ?? ""}/${row.name}`,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function keyOf(row: FileFolderRow) {
  return { portalId: row.portal_id, folderId: row.folder_id };
}

function noSuchFolder(reference: string) {
  return refuse.invalid(`Folder ${reference} does not exist`, { folder: [reference] });
}

function taken(name: string) {
  return refuse.alreadyExists(`A folder named "${name}" exists there already`);
}
