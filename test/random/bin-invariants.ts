import assert from "node:assert/strict";
import type { TestPortal } from "../support/test-app.ts";
import { activityIds } from "./known.ts";
import { chunks, read, type TypeView } from "./portal-view.ts";

/** What lies in the bin is found nowhere else: not by id, not in batches, not in the timeline. */
export async function checkBin(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  for (const view of views) {
    for (const part of chunks(view.bin, 100)) {
      const inputs = part.map(({ id }) => ({ id }));
      const path = `/crm/v3/objects/${view.id}/batch/read`;
      const live = await read(portal, path, { inputs });
      assert.deepEqual(live.results, [], `archived ${view.plural} in a batch read`);
      const archived = await read(portal, `${path}?archived=true`, { inputs });
      assert.equal(archived.results.length, part.length, `archived ${view.plural} are not read as such`);
    }
    const [some] = view.bin;
    if (some) assert.equal((await portal.get(`/crm/v3/objects/${view.id}/${some.id}`)).status, 404);
    for (const part of chunks(view.live, 100)) {
      const inputs = part.map(({ id }) => ({ id }));
      const answer = await read(portal, `/crm/v3/objects/${view.id}/batch/read`, { inputs });
      assert.equal(answer.results.length, part.length, `live ${view.plural} in a batch read`);
    }
  }
  await checkTimeline(portal, views);
}

/** The older lists show the live activities and no others. */
async function checkTimeline(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  const live = views.filter(({ id }) => activityIds.has(id)).flatMap((view) => view.live.map(({ id }) => Number(id)));
  const listed: number[] = [];
  let offset = 0;
  let hasMore = true;
  while (hasMore) {
    const page = await read(portal, `/engagements/v1/engagements/paged?limit=250&offset=${offset}`);
    listed.push(...page.results.map((result: { engagement: { id: number } }) => result.engagement.id));
    ({ offset, hasMore } = page);
  }
  assert.deepEqual(listed.toSorted(), live.toSorted(), "the older list and the live activities differ");
}
