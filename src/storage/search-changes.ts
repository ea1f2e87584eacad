import { sql } from "kysely";
import type { Session, Transaction } from "./database.ts";
import { inChunks } from "./in-chunks.ts";
import type { ObjectKey } from "./objects.ts";
import { rowChunks } from "./row-chunks.ts";
import type { SearchChangeRow } from "./search-rows.ts";
import { builderOf, statement } from "./statement.ts";

/** A record that changed since it came into a segment, and its version now. */
export type SearchChange = Pick<SearchChangeRow, "object_id" | "version">;

type TypeOfPortal = { readonly portalId: number; readonly objectTypeId: string };

const put = statement<SearchChangeRow>((db, value) =>
  db
    .insertInto("search_changes")
    .values({
      portal_id: value("portal_id"),
      object_type_id: value("object_type_id"),
      object_id: value("object_id"),
      version: value("version"),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["portal_id", "object_type_id", "object_id"])
        .doUpdateSet((row) => ({ version: row.ref("excluded.version") })),
    ),
);

const list = statement<TypeOfPortal & { limit: number }, SearchChange>((db, value) =>
  db
    .selectFrom("search_changes")
    .select(["object_id", "version"])
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .orderBy("object_id")
    .limit(value("limit")),
);

const remove = statement<ObjectKey & { version: number }>((db, value) =>
  db
    .deleteFrom("search_changes")
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .where("object_id", "=", value("objectId"))
    .where("version", "=", value("version")),
);

/** How many records of a type have changed since they came into a segment. */
export type ChangeCount = {
  readonly portal_id: number;
  readonly object_type_id: string;
  readonly count: number;
  /** The lowest version among them. */
  readonly lowest: number;
};

const count = statement<object, ChangeCount>((db) =>
  db
    .selectFrom("search_changes")
    .select((row) => [
      "portal_id",
      "object_type_id",
      row.fn.countAll<number>().as("count"),
      row.fn.min<number>("version").as("lowest"),
    ])
    .groupBy(["portal_id", "object_type_id"]),
);

/** Says that what segments hold of a record does not count any more. */
export const putSearchChange = (tx: Transaction, row: SearchChangeRow) => tx.write(put, row);

/** The same of new records. */
export async function insertSearchChanges(tx: Transaction, rows: readonly SearchChangeRow[]): Promise<void> {
  for (const chunk of rowChunks(tx.engine, rows)) {
    const [only] = chunk;
    if (chunk.length === 1 && only) putSearchChange(tx, only);
    else await tx.query(builderOf(tx.engine).insertInto("search_changes").values(chunk));
  }
}

/** In one row: thousands of small ones cost a driver more than the text costs the database. */
const listAsText = statement<TypeOfPortal & { limit: number }, { changes: string | null }>((db, value) => {
  const rows = db
    .selectFrom("search_changes")
    .select(["object_id", "version"])
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .orderBy("object_id")
    .limit(value("limit"));
  return db
    .selectFrom(rows.as("rows"))
    .select(sql<string>`string_agg(object_id || ' ' || version, ',' ORDER BY object_id)`.as("changes"));
});

/** The changed records of a type in the order of their ids. */
export async function listSearchChanges(session: Session, type: TypeOfPortal, limit: number): Promise<SearchChange[]> {
  if (session.engine === "sqlite") return session.all(list, { ...type, limit });
  const [row] = await session.all(listAsText, { ...type, limit });
  if (!row?.changes) return [];
  return row.changes.split(",").map((change) => {
    const gap = change.indexOf(" ");
    return { object_id: Number(change.slice(0, gap)), version: Number(change.slice(gap + 1)) };
  });
}

/** The number of changed records by portal and type, of all portals. */
export const countSearchChanges = (session: Session) => session.all(count, {});

/** Takes changes away that a segment has now, but for those of records that have changed again. */
export async function deleteSearchChanges(
  tx: Transaction,
  type: TypeOfPortal,
  changes: readonly SearchChange[],
): Promise<void> {
  if (tx.engine === "sqlite") {
    for (const { object_id, version } of changes) await tx.all(remove, { ...type, objectId: object_id, version });
    return;
  }
  for (const chunk of inChunks(changes, 500)) {
    await tx.query(
      builderOf(tx.engine)
        .deleteFrom("search_changes")
        .where("portal_id", "=", type.portalId)
        .where("object_type_id", "=", type.objectTypeId)
        .where((row) =>
          row.or(
            chunk.map(({ object_id, version }) =>
              row.and([row("object_id", "=", object_id), row("version", "=", version)]),
            ),
          ),
        ),
    );
  }
}

/** Has all live records of a type put into segments anew. */
export async function changeAllOfType(tx: Transaction, portalId: number, objectTypeId: string): Promise<void> {
  await tx.query(
    builderOf(tx.engine)
      .insertInto("search_changes")
      .columns(["portal_id", "object_type_id", "object_id", "version"])
      .expression((db) =>
        db
          .selectFrom("objects")
          .select(["portal_id", "object_type_id", "object_id", "version"])
          .where("portal_id", "=", portalId)
          .where("object_type_id", "=", objectTypeId),
      )
      .onConflict((conflict) => conflict.doNothing()),
  );
}
