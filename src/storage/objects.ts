import type { SelectQueryBuilder } from "kysely";
import { first, type Session, type Transaction } from "./database.ts";
import { rowChunks } from "./row-chunks.ts";
import type { ArchivedObjectRow, ObjectRow, Tables } from "./schema.ts";
import { builderOf, type EngineName, statement } from "./statement.ts";

/** Names one record of a portal. */
export type ObjectKey = { readonly portalId: number; readonly objectTypeId: string; readonly objectId: number };

/** Names several records of one type; as many as a statement takes as parameters. */
export type ObjectKeys = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly objectIds: readonly number[];
};

/** Where a record lies: `objects` holds what is live, `archived_objects` is the recycling bin. */
export type ObjectTable = "objects" | "archived_objects";

type Page = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly fromId: number;
  readonly limit: number;
};

/** Statements have a limited number of parameters: 32,766 in SQLite, 65,535 in PostgreSQL. */
const idsPerStatement = 10_000;

/** Holds the read rows against other writers; SQLite's single writer needs no such thing. */
export function lockRows<O>(
  query: SelectQueryBuilder<Tables, keyof Tables, O>,
  engine: EngineName,
  strength: "update" | "share",
): SelectQueryBuilder<Tables, keyof Tables, O> {
  if (engine === "sqlite") return query;
  return strength === "update" ? query.forUpdate() : query.forShare();
}

const insertLive = statement<ObjectRow>((db, value) =>
  db.insertInto("objects").values({
    portal_id: value("portal_id"),
    object_type_id: value("object_type_id"),
    object_id: value("object_id"),
    created_at: value("created_at"),
    updated_at: value("updated_at"),
    version: value("version"),
    properties: value("properties"),
    rule_state: value("rule_state"),
  }),
);

const insertArchived = statement<ArchivedObjectRow>((db, value) =>
  db.insertInto("archived_objects").values({
    portal_id: value("portal_id"),
    object_type_id: value("object_type_id"),
    object_id: value("object_id"),
    created_at: value("created_at"),
    updated_at: value("updated_at"),
    version: value("version"),
    properties: value("properties"),
    rule_state: value("rule_state"),
    archived_at: value("archived_at"),
  }),
);

/** The two tables have the same columns but one, so each statement is made for both. */
function forBothTables<T>(make: (table: "objects") => T): Record<ObjectTable, T> {
  return { objects: make("objects"), archived_objects: make("archived_objects" as "objects") };
}

/** What a read shows of a record: every further column costs a list of a hundred rows noticeably. */
export type ShownRow = Pick<ObjectRow, (typeof shown)[number]> & Partial<Pick<ArchivedObjectRow, "archived_at">>;
const shown = ["object_id", "created_at", "updated_at", "version", "properties"] as const;
export const shownColumns = { objects: shown, archived_objects: [...shown, "archived_at"] as unknown as typeof shown };

const find = forBothTables((table) =>
  statement<ObjectKey, ShownRow>((db, value) =>
    db
      .selectFrom(table)
      .select(shownColumns[table])
      .where("portal_id", "=", value("portalId"))
      .where("object_type_id", "=", value("objectTypeId"))
      .where("object_id", "=", value("objectId")),
  ),
);

const findLocked = forBothTables((table) =>
  statement<ObjectKey, ObjectRow & Partial<ArchivedObjectRow>>(
    (db, value, engine) =>
      lockRows(
        db
          .selectFrom(table)
          .selectAll()
          .where("portal_id", "=", value("portalId"))
          .where("object_type_id", "=", value("objectTypeId"))
          .where("object_id", "=", value("objectId")) as never,
        engine,
        "update",
      ) as never,
  ),
);

const list = forBothTables((table) =>
  statement<Page, ShownRow>((db, value) =>
    db
      .selectFrom(table)
      .select(shownColumns[table])
      .where("portal_id", "=", value("portalId"))
      .where("object_type_id", "=", value("objectTypeId"))
      .where("object_id", ">=", value("fromId"))
      .orderBy("object_id")
      .limit(value("limit")),
  ),
);

const update = forBothTables((table) =>
  statement<ObjectKey & Pick<ObjectRow, "updated_at" | "version" | "properties" | "rule_state">>((db, value) =>
    db
      .updateTable(table)
      .set({
        updated_at: value("updated_at"),
        version: value("version"),
        properties: value("properties"),
        rule_state: value("rule_state"),
      })
      .where("portal_id", "=", value("portalId"))
      .where("object_type_id", "=", value("objectTypeId"))
      .where("object_id", "=", value("objectId")),
  ),
);

const remove = forBothTables((table) =>
  statement<ObjectKey>((db, value) =>
    db
      .deleteFrom(table)
      .where("portal_id", "=", value("portalId"))
      .where("object_type_id", "=", value("objectTypeId"))
      .where("object_id", "=", value("objectId")),
  ),
);

const listExpired = statement<{ portalId: number; archivedBefore: number; limit: number }, ArchivedObjectRow>(
  (db, value) =>
    db
      .selectFrom("archived_objects")
      .selectAll()
      .where("portal_id", "=", value("portalId"))
      .where("archived_at", "<", value("archivedBefore"))
      .orderBy("archived_at")
      .limit(value("limit")),
);

export const insertObject = (tx: Transaction, row: ObjectRow) => tx.write(insertLive, row);

/** Inserts several records of any types with as few statements as the engine takes. */
export async function insertObjects(tx: Transaction, rows: readonly ObjectRow[]): Promise<void> {
  for (const chunk of rowChunks(tx.engine, rows)) {
    const [only] = chunk;
    if (chunk.length === 1 && only) insertObject(tx, only);
    else await tx.query(builderOf(tx.engine).insertInto("objects").values(chunk));
  }
}

export const insertArchivedObject = (tx: Transaction, row: ArchivedObjectRow) => tx.write(insertArchived, row);

export const findObject = (session: Session, table: ObjectTable, key: ObjectKey) => first(session, find[table], key);

/** The record, held against other writers until the transaction ends. */
export const lockObject = (tx: Transaction, table: ObjectTable, key: ObjectKey) => first(tx, findLocked[table], key);

/** Those of these records that lie in a table, in the order of their ids. */
export const findObjects = (session: Session, table: ObjectTable, keys: ObjectKeys) =>
  selectObjects(session, table, keys, false);

/** The same, held against other writers until the transaction ends. */
export const lockObjects = (tx: Transaction, table: ObjectTable, keys: ObjectKeys) =>
  selectObjects(tx, table, keys, true);

async function selectObjects(session: Session, table: ObjectTable, keys: ObjectKeys, locked: boolean) {
  if (keys.objectIds.length === 0) return [];
  const query = builderOf(session.engine)
    .selectFrom(table as "objects")
    .selectAll()
    .where("portal_id", "=", keys.portalId)
    .where("object_type_id", "=", keys.objectTypeId)
    .where("object_id", "in", keys.objectIds)
    .orderBy("object_id");
  const asked = locked ? lockRows(query as never, session.engine, "update") : query;
  return session.query<ObjectRow & Partial<ArchivedObjectRow>>(asked as typeof query);
}

/** Records of a type in the order of their ids, from `fromId` on. */
export const listObjects = (session: Session, table: ObjectTable, page: Page) => session.all(list[table], page);

export const updateObject = (tx: Transaction, table: ObjectTable, row: ObjectRow) =>
  tx.write(update[table], {
    ...row,
    portalId: row.portal_id,
    objectTypeId: row.object_type_id,
    objectId: row.object_id,
  });

export const deleteObject = (tx: Transaction, table: ObjectTable, key: ObjectKey) => tx.write(remove[table], key);

/** What has lain in the bin since before `archivedBefore` (epoch ms), oldest first. */
export const listExpiredObjects = (session: Session, portalId: number, archivedBefore: number, limit: number) =>
  session.all(listExpired, { portalId, archivedBefore, limit });

/** Which of these records are live; inside a transaction they are held so that none is archived meanwhile. */
export async function findLiveIds(
  session: Session | Transaction,
  portalId: number,
  objectTypeId: string,
  objectIds: readonly number[],
): Promise<Set<number>> {
  const live = new Set<number>();
  for (let start = 0; start < objectIds.length; start += idsPerStatement) {
    const query = builderOf(session.engine)
      .selectFrom("objects")
      .select("object_id")
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", objectTypeId)
      .where("object_id", "in", objectIds.slice(start, start + idsPerStatement))
      .orderBy("object_id");
    const locked = "isTransaction" in session ? lockRows(query as never, session.engine, "share") : query;
    for (const row of await session.query<{ object_id: number }>(locked as typeof query)) live.add(row.object_id);
  }
  return live;
}
