import type { Compilable } from "kysely";
import type { Direction, PairIds } from "./association-pairs.ts";
import type { Session } from "./database.ts";
import { inChunks } from "./in-chunks.ts";
import { selectLiveAssociations } from "./live-associations.ts";
import type { AssociationRow } from "./schema.ts";
import { builderOf } from "./statement.ts";

/** A page of the records that one record is associated with: those with ids above `after`. */
export type ObjectPage = { readonly fromId: number; readonly after: number };

/** SQLite joins at most 500 selects into one statement. */
const pagesPerStatement = 100;

/**
 * For each of `pages` the associations of its record to at most `limit` live ones, every type of a pair together, in
 * the order of both ids; the pages are of different records. A limit so counts records, not rows.
 */
export async function listAssociatedObjects(
  session: Session,
  direction: Direction,
  pages: readonly ObjectPage[],
  limit: number,
): Promise<AssociationRow[]> {
  const found: AssociationRow[] = [];
  for (const chunk of inChunks(pages, pagesPerStatement)) {
    const pairs = await findPairs(session, direction, chunk, limit);
    const shown = new Set(pairs.map(({ fromId, toId }) => `${fromId} ${toId}`));
    const rows = await findRows(session, direction, pairs);
    found.push(...rows.filter((row) => shown.has(`${row.from_id} ${row.to_id}`)));
  }
  return found;
}

function findPairs(
  session: Session,
  direction: Direction,
  pages: readonly ObjectPage[],
  limit: number,
): Promise<PairIds[]> {
  const db = builderOf(session.engine);
  const query = pages
    .map(({ fromId, after }) => {
      const page = selectLiveAssociations(db)
        .select(["a.from_id as fromId", "a.to_id as toId"])
        .distinct()
        .where("a.portal_id", "=", direction.portalId)
        .where("a.from_type_id", "=", direction.fromTypeId)
        .where("a.from_id", "=", fromId)
        .where("a.to_type_id", "=", direction.toTypeId)
        .where("a.to_id", ">", after)
        .orderBy("a.to_id")
        .limit(limit);
      return db.selectFrom(page.as("page")).selectAll();
    })
    .reduce((all, page) => all.unionAll(page))
    .orderBy("fromId")
    .orderBy("toId");
  return session.query<PairIds>(query as Compilable<PairIds>);
}

/** Every row between the first and the last of each record's pairs; some may belong to others in the bin. */
function findRows(session: Session, direction: Direction, pairs: readonly PairIds[]): Promise<AssociationRow[]> {
  if (pairs.length === 0) return Promise.resolve([]);
  const db = builderOf(session.engine);
  const query = [...Map.groupBy(pairs, ({ fromId }) => fromId)]
    .map(([fromId, own]) =>
      db
        .selectFrom("associations")
        .selectAll()
        .where("portal_id", "=", direction.portalId)
        .where("from_type_id", "=", direction.fromTypeId)
        .where("from_id", "=", fromId)
        .where("to_type_id", "=", direction.toTypeId)
        .where("to_id", ">=", own[0]?.toId ?? 0)
        .where("to_id", "<=", own.at(-1)?.toId ?? 0),
    )
    .reduce((all, one) => all.unionAll(one))
    .orderBy("from_id")
    .orderBy("to_id")
    .orderBy("association_type_id");
  return session.query<AssociationRow>(query as Compilable<AssociationRow>);
}
