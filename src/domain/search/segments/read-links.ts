import type { Session } from "../../../storage/database.ts";
import { findLiveIds } from "../../../storage/objects.ts";
import { listLinkedIds, listLinkingIds } from "../../../storage/search-links.ts";
import type { SearchCondition } from "../conditions.ts";
import type { Deadline } from "./find-places.ts";
import type { Links } from "./match-segment.ts";

const idsPerStatement = 10_000;

/** The records that are searched, and by what. */
type Search = { readonly portalId: number; readonly objectTypeId: string; readonly where: SearchCondition };

/** Looks up what the conditions of a search on associations are true for. */
export async function readLinks(session: Session, query: Search, deadline: Deadline): Promise<Links> {
  const links = new Map<SearchCondition, Float64Array>();
  for (const condition of associatedIn(query.where)) {
    const { toTypeId, ids } = condition;
    const found = ids
      ? await linkedWith(session, query, toTypeId, ids, deadline)
      : await linkedAtAll(session, query, toTypeId, deadline);
    links.set(condition, Float64Array.from(new Set(found)).sort());
  }
  return links;
}

/** The conditions of a search that ask for associations. */
function associatedIn(condition: SearchCondition): Extract<SearchCondition, { is: "associated" }>[] {
  switch (condition.is) {
    case "associated":
      return [condition];
    case "not":
      return associatedIn(condition.of);
    case "all":
    case "any":
      return condition.of.flatMap(associatedIn);
    default:
      return [];
  }
}

/** Each link is stored in both directions, so the named records lead to those that are searched. */
async function linkedWith(
  session: Session,
  { portalId, objectTypeId }: Search,
  fromTypeId: string,
  ids: readonly number[],
  deadline: Deadline,
): Promise<number[]> {
  const found: number[] = [];
  for (const fromId of await findLiveIds(session, portalId, fromTypeId, ids)) {
    const direction = { portalId, fromTypeId, toTypeId: objectTypeId };
    await eachPage(deadline, async (after) => {
      const rows = await listLinkedIds(session, direction, fromId, after, idsPerStatement);
      for (const row of rows) found.push(row.to_id);
      return rows.at(-1)?.to_id;
    });
  }
  return found;
}

async function linkedAtAll(
  session: Session,
  { portalId, objectTypeId }: Search,
  toTypeId: string,
  deadline: Deadline,
): Promise<number[]> {
  const found: number[] = [];
  const direction = { portalId, fromTypeId: objectTypeId, toTypeId };
  await eachPage(deadline, async (after) => {
    const rows = await listLinkingIds(session, direction, after, idsPerStatement);
    for (const row of rows) found.push(row.from_id);
    return rows.at(-1)?.from_id;
  });
  return found;
}

async function eachPage(deadline: Deadline, read: (after: number) => Promise<number | undefined>): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; after = await read(after)) deadline();
}
