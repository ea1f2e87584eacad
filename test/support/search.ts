import type { Answer, TestPortal } from "./test-app.ts";

export type Filter = {
  propertyName: string;
  operator: string;
  value?: unknown;
  highValue?: unknown;
  values?: readonly unknown[];
};

/** Sends a search as it is. */
export function search(portal: TestPortal, objectType: string, body: unknown): Promise<Answer> {
  return portal.post(`/crm/v3/objects/${objectType}/search`, body);
}

/** The ids of all that match every filter, oldest first; they must fit one page. */
export async function searchIds(portal: TestPortal, objectType: string, filters: readonly Filter[]): Promise<string[]> {
  const answer = await search(portal, objectType, { filterGroups: [{ filters }], limit: 200 });
  if (answer.status !== 200) throw new Error(`the search answered ${answer.status}: ${answer.text}`);
  const ids = answer.body.results.map(({ id }: { id: string }) => id);
  if (answer.body.total !== ids.length) throw new Error(`the total is ${answer.body.total}, not ${ids.length}`);
  return ids;
}
