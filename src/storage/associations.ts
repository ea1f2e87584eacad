import { type Compilable, sql } from "kysely";
import type { Session, Transaction } from "./database.ts";
import { selectLiveAssociations } from "./live-associations.ts";
import type { ObjectKey } from "./objects.ts";
import { rowChunks } from "./row-chunks.ts";
import type { AssociationRow } from "./schema.ts";
import { insertOfSome, mostDeclaredRows } from "./several-rows.ts";
import { type Builder, builderOf, statement } from "./statement.ts";

/** One end of a pair and the type of its other end. */
export type AssociationSide = {
  readonly portalId: number;
  readonly fromTypeId: string;
  readonly fromId: number;
  readonly toTypeId: string;
};

/** After which row a page begins. */
export type AssociationCursor = { readonly toId: number; readonly associationTypeId: number };

const pairTypes = statement<AssociationSide & { toId: number }, { association_type_id: number }>((db, value) =>
  db
    .selectFrom("associations")
    .select("association_type_id")
    .where("portal_id", "=", value("portalId"))
    .where("from_type_id", "=", value("fromTypeId"))
    .where("from_id", "=", value("fromId"))
    .where("to_type_id", "=", value("toTypeId"))
    .where("to_id", "=", value("toId"))
    .orderBy("association_type_id"),
);

/** The other direction of a record's associations: found by its own, as no index leads to the far end. */
const removeTo = statement<ObjectKey>((db, value) => {
  const others = db
    .selectFrom("associations")
    .select(["to_type_id", "to_id"])
    .where("portal_id", "=", value("portalId"))
    .where("from_type_id", "=", value("objectTypeId"))
    .where("from_id", "=", value("objectId"));
  return db
    .deleteFrom("associations")
    .where("portal_id", "=", value("portalId"))
    .where(sql<boolean>`(from_type_id, from_id) IN (${others})`)
    .where("to_type_id", "=", value("objectTypeId"))
    .where("to_id", "=", value("objectId"));
});

const removeFrom = statement<ObjectKey>((db, value) =>
  db
    .deleteFrom("associations")
    .where("portal_id", "=", value("portalId"))
    .where("from_type_id", "=", value("objectTypeId"))
    .where("from_id", "=", value("objectId")),
);

const columns = [
  "portal_id",
  "from_type_id",
  "from_id",
  "to_type_id",
  "to_id",
  "association_type_id",
  "created_at",
] as const;

const copyOutward = statement<ObjectKey & { newId: number }>((db, value) =>
  db
    .insertInto("associations")
    .columns(columns)
    .expression(
      db
        .selectFrom("associations")
        .select(["portal_id", "from_type_id", sql<number>`cast(${value("newId")} as bigint)`.as("from_id")])
        .select(["to_type_id", "to_id", "association_type_id", "created_at"])
        .where("portal_id", "=", value("portalId"))
        .where("from_type_id", "=", value("objectTypeId"))
        .where("from_id", "=", value("objectId"))
        .where((row) => row.or([row("to_type_id", "!=", value("objectTypeId")), row("to_id", "!=", value("newId"))])),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

const copyInward = statement<ObjectKey & { newId: number }>((db, value) =>
  db
    .insertInto("associations")
    .columns(columns)
    .expression(
      db
        .selectFrom("associations as out")
        .innerJoin("associations as back", (join) =>
          join
            .onRef("back.portal_id", "=", "out.portal_id")
            .onRef("back.from_type_id", "=", "out.to_type_id")
            .onRef("back.from_id", "=", "out.to_id")
            .onRef("back.to_type_id", "=", "out.from_type_id")
            .onRef("back.to_id", "=", "out.from_id"),
        )
        .distinct()
        .select(["back.portal_id", "back.from_type_id", "back.from_id", "back.to_type_id"])
        .select(sql<number>`cast(${value("newId")} as bigint)`.as("to_id"))
        .select(["back.association_type_id", "back.created_at"])
        .where("out.portal_id", "=", value("portalId"))
        .where("out.from_type_id", "=", value("objectTypeId"))
        .where("out.from_id", "=", value("objectId"))
        .where((row) =>
          row.or([row("out.to_type_id", "!=", value("objectTypeId")), row("out.to_id", "!=", value("newId"))]),
        ),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

const insertSome = insertOfSome<AssociationRow>(columns, (db, rows) =>
  db
    .insertInto("associations")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing()),
);

/** Gives a record the associations of another, in both directions, except those between the two. */
export async function copyAssociations(tx: Transaction, from: ObjectKey, toId: number): Promise<void> {
  await tx.all(copyOutward, { ...from, newId: toId });
  await tx.all(copyInward, { ...from, newId: toId });
}

/** Adds directions; those that are there already stay as they are. */
export async function insertAssociations(tx: Transaction, rows: readonly AssociationRow[]): Promise<void> {
  for (const chunk of rowChunks(tx.engine, rows)) {
    if (chunk.length <= mostDeclaredRows) insertSome(tx, chunk);
    else {
      const query = builderOf(tx.engine).insertInto("associations").values(chunk);
      await tx.query(query.onConflict((conflict) => conflict.doNothing()));
    }
  }
}

/** The association types of one ordered pair. */
export async function listPairTypes(session: Session, side: AssociationSide, toId: number): Promise<number[]> {
  const rows = await session.all(pairTypes, { ...side, toId });
  return rows.map((row) => row.association_type_id);
}

/** Removes every association of a record, in both directions. */
export async function deleteAssociationsOf(tx: Transaction, key: ObjectKey): Promise<void> {
  await tx.all(removeTo, key);
  await tx.all(removeFrom, key);
}

/**
 * The rows from each of `fromIds` to live records of a type, in the order of the other end's id, at most `limit` for
 * each.
 */
export function listAssociations(
  session: Session,
  side: Omit<AssociationSide, "fromId">,
  fromIds: readonly number[],
  limit: number,
  after?: AssociationCursor,
): Promise<AssociationRow[]> {
  const [fromId] = fromIds;
  if (fromId !== undefined && fromIds.length === 1) {
    const page = { ...side, fromId, limit };
    return after ? session.all(listAfter, { ...page, ...after }) : session.all(listFirst, page);
  }
  const db = builderOf(session.engine);
  const pages = fromIds.map((fromId) => {
    const page = pageOf(db, { ...side, fromId, limit });
    return after ? behind(page, after) : page;
  });
  const query = pages
    .map((page) => db.selectFrom(page.as("page")).selectAll())
    .reduce((all, page) => all.unionAll(page))
    .orderBy("from_id")
    .orderBy("to_id")
    .orderBy("association_type_id");
  return session.query<AssociationRow>(query as Compilable<AssociationRow>);
}

type AssociationPage = AssociationSide & { readonly limit: number };

function pageOf(db: Builder, { portalId, fromTypeId, fromId, toTypeId, limit }: AssociationPage) {
  return selectLiveAssociations(db)
    .selectAll("a")
    .where("a.portal_id", "=", portalId)
    .where("a.from_type_id", "=", fromTypeId)
    .where("a.from_id", "=", fromId)
    .where("a.to_type_id", "=", toTypeId)
    .orderBy("a.to_id")
    .orderBy("a.association_type_id")
    .limit(limit);
}

function behind(page: ReturnType<typeof pageOf>, { toId, associationTypeId }: AssociationCursor) {
  return page.where(sql<boolean>`(a.to_id, a.association_type_id) > (${toId}, ${associationTypeId})`);
}

/** Most reads are of one record's associations, which a statement that is written once does. */
const listFirst = statement<AssociationPage, AssociationRow>((db, value) => pageOf(db, pageValues(value)));
const listAfter = statement<AssociationPage & AssociationCursor, AssociationRow>((db, value) =>
  behind(pageOf(db, pageValues(value)), { toId: value("toId"), associationTypeId: value("associationTypeId") }),
);

function pageValues(value: <K extends keyof AssociationPage>(key: K) => AssociationPage[K]): AssociationPage {
  return {
    portalId: value("portalId"),
    fromTypeId: value("fromTypeId"),
    fromId: value("fromId"),
    toTypeId: value("toTypeId"),
    limit: value("limit"),
  };
}
