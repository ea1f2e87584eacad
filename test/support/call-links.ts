import type { TestPortal } from "./test-app.ts";

/** The link of calls to one kind of record: its type ids and v3 names in both directions (contract 4.2). */
export type CallLink = {
  readonly plural: string;
  readonly singular: string;
  readonly fromCall: number;
  readonly toCall: number;
  readonly fromCallName: string;
  readonly toCallName: string;
};

export const callLinks: readonly CallLink[] = [
  link("contacts", "contact", 194, 193),
  link("companies", "company", 182, 181),
  link("deals", "deal", 206, 205),
  link("tickets", "ticket", 220, 219),
];

function link(plural: string, singular: string, fromCall: number, toCall: number): CallLink {
  return { plural, singular, fromCall, toCall, fromCallName: `call_to_${singular}`, toCallName: `${singular}_to_call` };
}

/** An entry of `associations` in a create. */
export function association(id: unknown, ...associationTypeIds: unknown[]) {
  return {
    to: { id },
    types: associationTypeIds.map((associationTypeId) => ({
      associationCategory: "HUBSPOT_DEFINED",
      associationTypeId,
    })),
  };
}

export type Associated = { readonly id: string; readonly type: string };

/** What a record is associated with, as the list endpoint tells it; all of it must fit one page. */
export async function associationsOf(
  portal: TestPortal,
  plural: string,
  id: string,
  toPlural: string,
): Promise<Associated[]> {
  const answer = await portal.get(`/crm/v3/objects/${plural}/${id}/associations/${toPlural}`);
  if (answer.status !== 200) throw new Error(`the list answered ${answer.status}: ${answer.text}`);
  return answer.body.results;
}

/** How many live records of a type the portal has; all of them must fit one page. */
export async function countOf(portal: TestPortal, plural: string): Promise<number> {
  return (await portal.get(`/crm/v3/objects/${plural}?limit=100`)).body.results.length;
}
