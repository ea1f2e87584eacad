import assert from "node:assert/strict";
import type { TestPortal } from "../support/test-app.ts";
import { read, type ShownRecord, type TypeView } from "./portal-view.ts";

const page = 200;

/** Search finds what the lists show, with the same values. */
export async function checkSearch(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  for (const view of views) {
    const found = new Map((await searchAll(portal, view)).map((record) => [record.id, record]));
    const ids = view.live.map(({ id }) => id);
    assert.deepEqual([...found.keys()].toSorted(), ids.toSorted(), `search and list of ${view.plural} differ`);
    for (const { id, properties } of view.live) {
      for (const [name, value] of Object.entries(found.get(id)?.properties ?? {}))
        assert.equal(value, properties[name], `${view.plural} ${id} ${name} in search and list`);
    }
    await checkFilters(portal, view);
  }
}

/** For each property, those that have it and those that do not are all. */
async function checkFilters(portal: TestPortal, { id, plural, propertyNames, live }: TypeView): Promise<void> {
  const used = propertyNames.filter((name) => live.some(({ properties }) => properties[name]));
  for (const propertyName of used.slice(-12)) {
    const filters = [{ propertyName, operator: "HAS_PROPERTY" }];
    const answer = await portal.post(`/crm/v3/objects/${id}/search`, { filters, limit: 1 });
    // Some properties cannot be searched by.
    if (answer.status === 400) continue;
    const expected = live.filter(({ properties }) => properties[propertyName]).length;
    assert.equal(answer.body.total, expected, `${plural} that have ${propertyName}`);
  }
}

async function searchAll(portal: TestPortal, { id, propertyNames }: TypeView): Promise<ShownRecord[]> {
  const found: ShownRecord[] = [];
  // A search's body is short, so that not all names fit in one.
  const properties = propertyNames.slice(-60);
  let after = 0;
  let total = 1;
  while (after < total) {
    const answer = await read(portal, `/crm/v3/objects/${id}/search`, { properties, limit: page, after });
    total = answer.total;
    found.push(...answer.results);
    after += page;
  }
  return found;
}
