import type { Answer, TestPortal } from "./test-app.ts";

/** An entry of a v4 batch: two ids and association types. */
export function pairInput(from: unknown, to: unknown, ...associationTypeIds: number[]) {
  return {
    from: { id: from },
    to: { id: to },
    types: associationTypeIds.map((associationTypeId) => ({
      associationCategory: associationTypeId >= 100_000 ? "USER_DEFINED" : "HUBSPOT_DEFINED",
      associationTypeId,
    })),
  };
}

/** The ids of the types that each associated record has, by its id, as v4's list tells it. */
export async function typesOf(
  portal: TestPortal,
  from: string,
  id: string,
  to: string,
): Promise<Record<string, number[]>> {
  const answer = await portal.get(`/crm/v4/objects/${from}/${id}/associations/${to}`);
  if (answer.status !== 200) throw new Error(`the list answered ${answer.status}: ${answer.text}`);
  type Row = { toObjectId: number; associationTypes: { typeId: number }[] };
  return Object.fromEntries(
    answer.body.results.map((row: Row) => [row.toObjectId, row.associationTypes.map(({ typeId }) => typeId)]),
  );
}

/** Adds a label and returns the ids of its types. */
export async function newLabel(
  portal: TestPortal,
  from: string,
  to: string,
  name: string,
  inverseLabel?: string,
): Promise<number[]> {
  const label = name.replaceAll("_", " ");
  const answer = await portal.post(`/crm/v4/associations/${from}/${to}/labels`, { name, label, inverseLabel });
  if (answer.status !== 200) throw new Error(`the label answered ${answer.status}: ${answer.text}`);
  return answer.body.results.map(({ typeId }: { typeId: number }) => typeId);
}

/** An answer without what differs from run to run. */
export function envelopeOf({ status, body }: Answer) {
  const { correlationId: _, ...envelope } = body;
  return { httpStatus: status, ...envelope };
}

/** A batch's answer without its times. */
export function batchOf({ status, body }: Answer) {
  const { startedAt: _, completedAt: __, ...rest } = body;
  return { httpStatus: status, ...rest };
}

/** Creates so many records, and gives their ids. */
export async function many(portal: TestPortal, plural: string, count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => portal.create(plural)));
  return ids.sort((left, right) => Number(left) - Number(right));
}
