import { association, callLinks } from "./call-links.ts";
import type { TestPortal } from "./test-app.ts";

export const pinProperty = "hs_pinned_engagement_id";

/** What pins need to know of a record: its type's plural, its id, and the type id of its link to calls. */
export type PinRecord = { readonly plural: string; readonly id: string; readonly toCall: number };

/** A call and a record that is associated with it. */
export async function callAndRecord(portal: TestPortal, plural = "contacts") {
  const link = callLinks.find((candidate) => candidate.plural === plural);
  if (!link) throw new Error(`no link to ${plural}`);
  const callId = await portal.create("calls");
  const id = await portal.create(plural, {}, [association(callId, link.toCall)]);
  return { callId, record: { plural, id, toCall: link.toCall } };
}

/** A record with a call pinned on it. */
export async function pinnedCall(portal: TestPortal, plural?: string) {
  const { callId, record } = await callAndRecord(portal, plural);
  const answer = await setPin(portal, record, callId);
  if (answer.status !== 200) throw new Error(`the pin answered ${answer.status}: ${answer.text}`);
  return { callId, record };
}

export function pathOf({ plural, id }: PinRecord): string {
  return `/crm/v3/objects/${plural}/${id}`;
}

export function setPin(portal: TestPortal, record: PinRecord, value: unknown) {
  return portal.patch(pathOf(record), { properties: { [pinProperty]: value } });
}

/** The pin of a record, which must read alike everywhere: alone, in the list, and from its history. */
export async function readPin(portal: TestPortal, record: PinRecord, archived = false): Promise<string | null> {
  const query = `properties=${pinProperty}&archived=${archived}`;
  const one = await portal.get(`${pathOf(record)}?${query}`);
  if (one.status !== 200) throw new Error(`the read answered ${one.status}: ${one.text}`);
  const pin: string | null = one.body.properties[pinProperty];
  const list = await portal.get(`/crm/v3/objects/${record.plural}?limit=100&${query}`);
  const listed = list.body.results.find(({ id }: { id: string }) => id === record.id);
  const [latest] = await pinHistory(portal, record, archived);
  const seen = [listed?.properties[pinProperty], latest?.value || null];
  if (seen.some((value) => value !== pin)) throw new Error(`the pin reads ${pin} alone, but elsewhere ${seen}`);
  return pin;
}

/** The versions of a record's pin, newest first; an empty value is a cleared pin. */
export async function pinHistory(
  portal: TestPortal,
  record: PinRecord,
  archived = false,
): Promise<{ value: string; sourceType: string }[]> {
  const { body } = await portal.get(`${pathOf(record)}?propertiesWithHistory=${pinProperty}&archived=${archived}`);
  return body.propertiesWithHistory[pinProperty];
}

/** The values of a record's pin so far, newest first. */
export async function pinValues(portal: TestPortal, record: PinRecord): Promise<string[]> {
  return (await pinHistory(portal, record)).map(({ value }) => value);
}

export async function archiveCall(portal: TestPortal, callId: string): Promise<void> {
  const answer = await portal.delete(`/crm/v3/objects/calls/${callId}`);
  if (answer.status !== 204) throw new Error(`archiving answered ${answer.status}: ${answer.text}`);
}

export async function restoreCall(portal: TestPortal, callId: string): Promise<void> {
  const answer = await portal.post(`/crm/v3/objects/calls/${callId}/restore`);
  if (answer.status !== 200) throw new Error(`restoring answered ${answer.status}: ${answer.text}`);
}
