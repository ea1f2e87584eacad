import type { Database, Transaction } from "../../storage/database.ts";
import { inChunks } from "../../storage/in-chunks.ts";
import { deleteSearchChanges } from "../../storage/search-changes.ts";
import type { SearchPartRow } from "../../storage/search-rows.ts";
import {
  burySearchRecords,
  deleteSearchParts,
  deleteSearchSegment,
  insertSearchParts,
  insertSearchSegment,
  listOrphanedParts,
  raiseSearchRevision,
} from "../../storage/search-segments.ts";
import { lowestIdAt, type RecordIds } from "../ids/record-ids.ts";
import type { Searches } from "./search-threads.ts";
import type { NewSegment, TidyPlan } from "./segments/plan-tidying.ts";

export type TidyServices = { readonly database: Database; readonly ids: RecordIds; readonly searches: Searches };

/** So much at a time that no request waits long for the write lock of the embedded database. */
const bytesPerTransaction = 262_144;
const changesPerTransaction = 256;
const hour = 3_600_000;

/**
 * Brings the segments of a type up to its records, as far as that is worth it.
 * @param least how many changed records are worth a segment
 * @param mayGoOn is asked before each step
 */
export async function tidySegments(
  services: TidyServices,
  portalId: number,
  objectTypeId: string,
  least: number,
  mayGoOn: () => boolean = () => true,
): Promise<void> {
  while (mayGoOn()) {
    const plan = await services.searches.planTidying(portalId, objectTypeId, least);
    if (!plan) return;
    await carryOut(services, { portalId, objectTypeId }, plan);
  }
}

/** Removes what a process left that ended while it made a segment: parts that belong to none. */
export async function removeOrphanedParts(database: Database, now: number): Promise<void> {
  // What is younger may just be on its way.
  for (const { portal_id, segment_id } of await listOrphanedParts(database, lowestIdAt(now - hour))) {
    await database.transaction((tx) => deleteSearchParts(tx, portal_id, segment_id));
  }
}

type Type = { readonly portalId: number; readonly objectTypeId: string };

/** What is not yet, or no more, among the segments of its type is looked at by nobody; so it comes and goes in parts. */
async function carryOut({ database, ids }: TidyServices, type: Type, plan: TidyPlan): Promise<void> {
  const { portalId } = type;
  await ids.ready();
  const segmentId = ids.next();
  for (const rows of plan.added ? slices(portalId, segmentId, plan.added) : []) {
    await database.transaction((tx) => insertSearchParts(tx, rows));
  }
  const isDone = await database.transaction((tx) => change(tx, type, segmentId, plan));
  const gone = isDone ? plan.removed : [segmentId];
  // Changes that a segment has as well say the same as it does.
  for (const changes of isDone ? inChunks(plan.sealed, changesPerTransaction) : []) {
    await database.transaction((tx) => deleteSearchChanges(tx, type, changes));
  }
  for (const id of gone) await database.transaction((tx) => deleteSearchParts(tx, portalId, id));
}

/** @returns false where another server has changed the segments since the plan was made */
async function change(tx: Transaction, type: Type, segmentId: number, plan: TidyPlan): Promise<boolean> {
  if (!(await raiseSearchRevision(tx, type, plan.revision))) return false;
  if (plan.added) {
    await insertSearchSegment(tx, {
      portal_id: type.portalId,
      object_type_id: type.objectTypeId,
      segment_id: segmentId,
      records: plan.added.records,
      first_id: plan.added.firstId,
      last_id: plan.added.lastId,
      dead_count: 0,
      dead: new Uint8Array(),
      summary: plan.added.summary,
    });
  }
  for (const { segmentId, dead } of plan.buried) {
    const bytes = new Uint8Array(dead.buffer, dead.byteOffset, dead.byteLength);
    await burySearchRecords(tx, { ...type, segmentId }, bytes, dead.length);
  }
  for (const segmentId of plan.removed) await deleteSearchSegment(tx, { ...type, segmentId });
  return true;
}

function* slices(portal_id: number, segment_id: number, { parts }: NewSegment): Generator<SearchPartRow[]> {
  let slice: SearchPartRow[] = [];
  let bytes = 0;
  for (const [part, data] of parts) {
    slice.push({ portal_id, segment_id, part, data });
    bytes += data.length;
    if (bytes < bytesPerTransaction) continue;
    yield slice;
    slice = [];
    bytes = 0;
  }
  if (slice.length > 0) yield slice;
}
