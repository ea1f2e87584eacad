import { type Compilable, sql } from "kysely";
import type { Direction } from "./association-pairs.ts";
import type { Session } from "./database.ts";
import { inChunks } from "./in-chunks.ts";
import type { AssociationRow } from "./schema.ts";
import { builderOf } from "./statement.ts";

/** A page of the records that one record is associated with: those with ids above `after`. */
export type ObjectPage = { readonly fromId: number; readonly after: number };

/** SQLite joins at most 500 selects into one statement. */
const pagesPerStatement = 100;

/**
 * For each of `pages` the associations of its record to at most `limit` live ones, every type of a pair together, in
 * the order of both ids. A limit so counts records, not rows.
 */
export async function listAssociatedObjects(
  session: Session,
  direction: Direction,
  pages: readonly ObjectPage[],
  limit: number,
): Promise<AssociationRow[]> {
  const found: AssociationRow[] = [];
  for (const chunk of inChunks(pages, pagesPerStatement)) {
    const db = builderOf(session.engine);
    const query = chunk
      .map((page) => db.selectFrom(pageOf(session, direction, page, limit).as("page")).selectAll())
      .reduce((all, page) => all.unionAll(page))
      .orderBy("from_id")
      .orderBy("to_id")
      .orderBy("association_type_id");
    found.push(...(await session.query<AssociationRow>(query as Compilable<AssociationRow>)));
  }
  return found;
}

function pageOf(session: Session, direction: Direction, { fromId, after }: ObjectPage, limit: number) {
  const db = builderOf(session.engine);
  const others = db
    .selectFrom("associations as b")
    .innerJoin("objects as o", (join) =>
      join
        .onRef("o.portal_id", "=", "b.portal_id")
        .onRef("o.object_type_id", "=", "b.to_type_id")
        .onRef("o.object_id", "=", "b.to_id"),
    )
    .select("b.to_id")
    .distinct()
    .where("b.portal_id", "=", direction.portalId)
    .where("b.from_type_id", "=", direction.fromTypeId)
    .where("b.from_id", "=", fromId)
    .where("b.to_type_id", "=", direction.toTypeId)
    .where("b.to_id", ">", after)
    .orderBy("b.to_id")
    .limit(limit);
  return db
    .selectFrom("associations as a")
    .innerJoin(others.as("p"), (join) => join.onRef("p.to_id", "=", "a.to_id"))
    .selectAll("a")
    .where("a.portal_id", "=", direction.portalId)
    .where("a.from_type_id", "=", direction.fromTypeId)
    .where("a.from_id", "=", fromId)
    .where("a.to_type_id", "=", direction.toTypeId)
    .where(sql<boolean>`a.to_id > ${after}`);
}
