import { tidySegments } from "../../src/domain/search/tidy-segments.ts";
import { type Answer, type TestPortal, testApp } from "./test-app.ts";

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

/** Puts what has changed into segments, as the server does where much has. */
export async function sealChanges(portal: TestPortal, objectTypeId: string): Promise<void> {
  await tidySegments((await testApp()).services, portal.portalId, objectTypeId, 1);
}
