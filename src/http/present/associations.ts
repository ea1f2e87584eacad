import type { EndTypes } from "../../domain/associations/associate-pairs.ts";
import type { Configuration } from "../../domain/associations/configurations.ts";
import type { AssociatedObjects, Found } from "../../domain/associations/read-pairs.ts";
import type { PairWrite } from "../../domain/associations/write-pairs.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import type { AssociationType } from "../../model/association-type.ts";
import { Refusal } from "../../model/errors.ts";
import type { AssociationList } from "../../model/record.ts";
import type { Handled } from "../route.ts";
import { nextLink, presentAssociationList } from "./record.ts";

type Times = { readonly startedAt: number; readonly completedAt: number };

/** The envelope of a batch (contract 1.4, 1.5): 207 where parts of it failed, `status` otherwise. */
export function presentAssociationBatch<T>(
  outcomes: readonly (T | Refusal)[],
  present: (outcome: T) => readonly unknown[],
  status: number,
  times: Times,
  statusWithErrors = 207,
): Handled {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const outcome of outcomes) {
    if (outcome instanceof Refusal) errors.push(presentPartError(outcome));
    else results.push(...present(outcome));
  }
  return {
    status: errors.length > 0 ? statusWithErrors : status,
    body: JSON.stringify({
      completedAt: formatTime(times.completedAt),
      status: "COMPLETE",
      startedAt: formatTime(times.startedAt),
      results,
      ...(errors.length > 0 ? { errors, numErrors: errors.length } : {}),
    }),
  };
}

/** An error inside a 207 has no correlation id (contract 1.5). */
function presentPartError({ category, subCategory, message, context }: Refusal) {
  return { status: "error", category, subCategory, message, context };
}

export function presentType({ category, id, label }: AssociationType) {
  return { category, typeId: id, label };
}

/** A pair after a write, ids as numbers (section 12, row 17). */
export function presentPair({ from, to }: EndTypes, { fromId, toId, types }: PairWrite) {
  return {
    fromObjectTypeId: from.id,
    fromObjectId: fromId,
    toObjectTypeId: to.id,
    toObjectId: toId,
    labels: types.flatMap(({ label }) => label ?? []),
  };
}

/** A pair that was associated by default, as seen from both ends (contract 4.4). */
export function presentBothDirections({ fromId, toId, types }: PairWrite) {
  return types.flatMap(({ category, id, inverseId }) => [
    direction(fromId, toId, { associationCategory: category, associationTypeId: id }),
    direction(toId, fromId, { associationCategory: category, associationTypeId: inverseId }),
  ]);
}

function direction(fromId: number, toId: number, associationSpec: object) {
  return { from: { id: String(fromId) }, to: { id: String(toId) }, associationSpec };
}

/** A pair in v3's shape, as seen from both ends (contract 4.5). */
export function presentNamedDirections(
  { fromId, toId, types }: PairWrite,
  inverseOf: (type: AssociationType) => AssociationType,
) {
  return types.flatMap((type) => [
    { from: { id: String(fromId) }, to: { id: String(toId) }, type: type.name },
    { from: { id: String(toId) }, to: { id: String(fromId) }, type: inverseOf(type).name },
  ]);
}

/** The records that one record is associated with; `link` is the address of the list. */
export function presentAssociatedObjects({ objects, after }: AssociatedObjects, link: string) {
  return {
    results: objects.map(({ toId, types }) => ({ toObjectId: toId, associationTypes: types.map(presentType) })),
    ...(after === undefined ? {} : { paging: { next: { after, link: nextLink(link, after) } } }),
  };
}

/** One record's part of a v4 batch read. */
export function presentRead({ from, to }: EndTypes, { fromId, found }: Found<AssociatedObjects>, origin: string) {
  const link = `${origin}/crm/v4/objects/${from.plural}/${fromId}/associations/${to.plural}`;
  const { results, ...paging } = presentAssociatedObjects(found, link);
  return { from: { id: String(fromId) }, to: results, ...paging };
}

/** One record's part of a v3 batch read. */
export function presentNamedRead({ from, to }: EndTypes, { fromId, found }: Found<AssociationList>, origin: string) {
  const link = `${origin}/crm/v3/objects/${from.plural}/${fromId}/associations/${to.plural}`;
  const { results, ...paging } = presentAssociationList(found, link);
  return { from: { id: String(fromId) }, to: results, ...paging };
}

export function presentConfiguration({ type, maxToObjectIds }: Configuration) {
  return { ...presentType(type), userEnforcedMaxToObjectIds: maxToObjectIds };
}
