import type { Compilable, SelectQueryBuilder } from "kysely";
import type { Session } from "./database.ts";
import { selectLiveAssociations } from "./live-associations.ts";
import type { ObjectKey } from "./objects.ts";
import type { AssociationRow, ObjectRow, Tables } from "./schema.ts";
import { type Builder, builderOf } from "./statement.ts";

/** Records of several types of one portal; their ids differ among all of them. */
export type TypesOfPortal = { readonly portalId: number; readonly typeIds: readonly string[] };

export type LinkRow = Pick<AssociationRow, "from_id" | "to_type_id" | "to_id">;
export type RecordName = Pick<ObjectRow, "object_type_id" | "object_id">;

/** The live records with these ids, whichever of the types they have, in the order of their ids. */
export async function findAmongTypes(
  session: Session,
  { portalId, typeIds }: TypesOfPortal,
  objectIds: readonly number[],
): Promise<ObjectRow[]> {
  if (objectIds.length === 0) return [];
  return session.query(
    builderOf(session.engine)
      .selectFrom("objects")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("object_type_id", "in", typeIds)
      .where("object_id", "in", objectIds)
      .orderBy("object_id"),
  );
}

/** Live records of all the types in the order of their ids, after `afterId`. */
export function listAmongTypes(
  session: Session,
  { portalId, typeIds }: TypesOfPortal,
  afterId: number,
  limit: number,
): Promise<ObjectRow[]> {
  const db = builderOf(session.engine);
  const pages = typeIds.map((typeId) =>
    db
      .selectFrom("objects")
      .selectAll()
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", typeId)
      .where("object_id", ">", afterId)
      .orderBy("object_id")
      .limit(limit),
  );
  return session.query(together<ObjectRow>(db, pages).orderBy("object_id").limit(limit));
}

/** Which live records of the types changed at `since` (epoch ms) or later, the last change first. */
export function listRecentNames(
  session: Session,
  { portalId, typeIds }: TypesOfPortal,
  since: number,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<RecordName[]> {
  const db = builderOf(session.engine);
  const pages = typeIds.map((typeId) =>
    db
      .selectFrom("objects")
      .select(["object_type_id", "object_id", "updated_at"])
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", typeId)
      .where("updated_at", ">=", since)
      .orderBy("updated_at", "desc")
      .orderBy("object_id", "desc")
      .limit(offset + limit),
  );
  const page = together<RecordName & { updated_at: number }>(db, pages);
  return session.query(page.orderBy("updated_at", "desc").orderBy("object_id", "desc").offset(offset).limit(limit));
}

/** How many live records of the types changed at `since` or later; counting stops at `highest` for each type. */
export async function countRecent(
  session: Session,
  { portalId, typeIds }: TypesOfPortal,
  since: number,
  highest: number,
): Promise<number> {
  const db = builderOf(session.engine);
  let total = 0;
  for (const typeId of typeIds) {
    const counted = db
      .selectFrom("objects")
      .select("object_id")
      .where("portal_id", "=", portalId)
      .where("object_type_id", "=", typeId)
      .where("updated_at", ">=", since)
      .limit(highest)
      .as("counted");
    const query = db.selectFrom(counted).select((row) => row.fn.countAll<number>().as("total"));
    const [row] = await session.query(query);
    total += Number(row?.total ?? 0);
  }
  return total;
}

/** What each of these records is associated with, in live records of these types, each other end once. */
export async function listLinks(
  session: Session,
  { portalId, typeIds }: TypesOfPortal,
  fromIds: readonly number[],
  toTypeIds: readonly string[],
): Promise<LinkRow[]> {
  if (fromIds.length === 0) return [];
  return session.query(
    liveEnds(builderOf(session.engine))
      .where("a.portal_id", "=", portalId)
      .where("a.from_type_id", "in", typeIds)
      .where("a.from_id", "in", fromIds)
      .where("a.to_type_id", "in", toTypeIds)
      .orderBy("from_id")
      .orderBy("to_id") as unknown as Compilable<LinkRow>,
  );
}

/**
 * The live records of these types with which one record is associated, in the order of their ids after `afterId`.
 * @param associationTypeId only by this type of association
 */
export function listLinkedPage(
  session: Session,
  from: ObjectKey,
  toTypeIds: readonly string[],
  { afterId, limit, associationTypeId }: { afterId: number; limit: number; associationTypeId?: number | undefined },
): Promise<LinkRow[]> {
  const db = builderOf(session.engine);
  const pages = toTypeIds.map((toTypeId) => {
    let page = liveEnds(db)
      .where("a.portal_id", "=", from.portalId)
      .where("a.from_type_id", "=", from.objectTypeId)
      .where("a.from_id", "=", from.objectId)
      .where("a.to_type_id", "=", toTypeId)
      .where("a.to_id", ">", afterId);
    if (associationTypeId !== undefined) page = page.where("a.association_type_id", "=", associationTypeId);
    return page.orderBy("to_id").limit(limit);
  });
  return session.query(together<LinkRow>(db, pages).orderBy("to_id").limit(limit));
}

function liveEnds(db: Builder) {
  return selectLiveAssociations(db).select(["a.from_id", "a.to_type_id", "a.to_id"]).distinct();
}

/** The rows of several limited queries as one query, which must order them anew. */
function together<R extends object>(
  db: Builder,
  pages: readonly unknown[],
): SelectQueryBuilder<{ pages: R }, "pages", R> {
  const [first, ...others] = pages.map((page) => db.selectFrom((page as AnyPage).as("page")).selectAll());
  const all = others.reduce((sum, page) => sum.unionAll(page), first as NonNullable<typeof first>);
  return db.selectFrom(all.as("pages")).selectAll() as never;
}

type AnyPage = SelectQueryBuilder<Tables, "objects", ObjectRow>;
