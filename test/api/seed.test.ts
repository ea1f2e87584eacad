import assert from "node:assert/strict";
import { test } from "node:test";
import { connectedOutcomeId } from "../../src/model/catalog/outcomes.ts";
import { type SeedOptions, type SeedProgress, seedPortal } from "../../src/seed/seed-portal.ts";
import { search } from "../support/search.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal, testApp } from "../support/test-app.ts";

const until = Date.UTC(2026, 6, 1);
const small: SeedOptions = { seed: 7, calls: 200, contacts: 40, busiest: 0, until };

async function fill(portal: TestPortal, options: SeedOptions, report?: (progress: SeedProgress) => void) {
  const { database, ids, searches } = (await testApp()).services;
  return seedPortal({ database, ids, searches, portalId: portal.portalId }, options, report);
}

/** All that a portal holds, with each record named by its type and its place among the records of that type. */
async function content(portal: TestPortal) {
  const live = await storedRows(portal, "objects");
  const objects = [...live, ...(await storedRows(portal, "archived_objects"))];
  objects.sort((one, other) => one.object_id - other.object_id);
  const names = new Map<number, string>();
  for (const group of Map.groupBy(objects, (row) => row.object_type_id).values()) {
    for (const [index, row] of group.entries()) names.set(row.object_id, `${row.object_type_id} number ${index}`);
  }
  const records = objects.map(({ object_id, portal_id: _, properties, ...row }) => {
    const { hs_object_id: id, hs_obj_coords: coordinates, ...values } = JSON.parse(properties);
    assert.deepEqual([id, coordinates], [String(object_id), `${row.object_type_id}-${object_id}`]);
    return { name: names.get(object_id), ...row, values };
  });
  const links = (await storedRows(portal, "associations")).map(
    (row) => `${names.get(row.from_id)} ${row.association_type_id} ${names.get(row.to_id)} ${row.created_at}`,
  );
  const history = (await storedRows(portal, "property_history")).map(
    (row) => `${names.get(row.object_id)} ${row.version} ${row.changed_at} ${row.previous}`,
  );
  const owners = (await storedRows(portal, "owners")).map(({ portal_id: _, created_at, updated_at, ...row }) => row);
  owners.sort((one, other) => one.owner_id - other.owner_id);
  return { records, links: links.sort(), history: history.sort(), owners };
}

test("the same seed gives the same data but for the ids, and another seed gives other data", async () => {
  const portals = [await newPortal(), await newPortal(), await newPortal()] as const;
  await fill(portals[0], small);
  await fill(portals[1], small);
  await fill(portals[2], { ...small, seed: 8 });
  const [one, same, other] = [await content(portals[0]), await content(portals[1]), await content(portals[2])];
  assert.deepEqual(same, one);
  assert.notDeepEqual(other.records, one.records);
  assert.ok(one.history.length > 0 && one.links.length > 0);
});

test("seeded calls are spread like a sales team's year, and can be searched and listed", async () => {
  const portal = await newPortal();
  const steps: SeedProgress[] = [];
  const counts = await fill(portal, { seed: 1, calls: 1_500, contacts: 200, busiest: 250, until }, (step) => {
    steps.push(step);
  });
  assert.deepEqual([counts.calls, counts.contacts, counts.companies], [1_500, 200, 50]);
  assert.deepEqual([...new Set(steps.map(({ what }) => what))], ["companies", "contacts", "deals", "calls"]);
  assert.deepEqual(steps.at(-1), { what: "calls", done: 1_500, total: 1_500 });
  const rows = [...(await storedRows(portal, "objects")), ...(await storedRows(portal, "archived_objects"))];
  const calls = rows
    .filter((row) => row.object_type_id === "0-48")
    .map((row) => ({ ...row, values: JSON.parse(row.properties) as Record<string, string> }));
  assert.equal(calls.length, 1_500);
  const share = (is: (values: Record<string, string>) => unknown) =>
    calls.filter(({ values }) => is(values)).length / calls.length;
  const between = (value: number, least: number, most: number) =>
    assert.ok(value >= least && value <= most, `${value}`);
  const hour = (values: Record<string, string>) => new Date(values.hs_timestamp as string).getUTCHours();
  between(
    share((values) => hour(values) >= 8 && hour(values) < 18),
    0.96,
    1,
  );
  between(
    share((values) => [0, 6].includes(new Date(values.hs_timestamp as string).getUTCDay())),
    0,
    0.01,
  );
  between(
    share((values) => values.hs_call_direction === "OUTBOUND"),
    0.74,
    0.82,
  );
  between(
    share((values) => values.hs_call_disposition === connectedOutcomeId),
    0.36,
    0.48,
  );
  between(
    share((values) => values.hs_call_has_voicemail === "true"),
    0.005,
    0.04,
  );
  between(
    share((values) => values.hs_call_recording_url),
    0.2,
    0.35,
  );
  between(
    share((values) => values.hs_call_body),
    0.55,
    0.8,
  );
  between(
    share((values) => values.seed_campaign),
    0.55,
    0.7,
  );
  between(
    share((values) => !values.seed_line),
    0,
    0.02,
  );
  assert.ok(calls.every(({ values, created_at }) => Date.parse(values.hs_timestamp as string) < created_at));
  // In the order of time, as they would have come in.
  calls.sort((one, other) => one.object_id - other.object_id);
  const times = calls.map(({ values }) => Date.parse(values.hs_timestamp as string));
  assert.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  );
  assert.ok((times[0] as number) > until - 366 * 86_400_000 && (times.at(-1) as number) < until);

  const perOwner = [...Map.groupBy(calls, ({ values }) => values.hubspot_owner_id).values()].map((own) => own.length);
  between(Math.max(...perOwner) / Math.min(...perOwner), 1.5, 80);
  const links = await storedRows(portal, "associations");
  const perContact = Map.groupBy(
    links.filter((row) => row.association_type_id === 194),
    (row) => row.to_id,
  );
  const busiest = [...perContact.values()].map((own) => own.length).sort((one, other) => other - one);
  // The contact that was asked for, and nobody else near it.
  assert.equal(busiest[0], 250);
  between(busiest[1] as number, 10, 120);
  assert.equal(links.filter((row) => row.association_type_id === 182).length, 1_500);
  between(links.filter((row) => row.association_type_id === 206).length, 10, 450);

  const found = await search(portal, "calls", {
    filterGroups: [{ filters: [{ propertyName: "seed_line", operator: "NOT_HAS_PROPERTY" }] }],
  });
  const live = (await storedRows(portal, "objects")).filter((row) => row.object_type_id === "0-48");
  assert.equal(found.body.total, live.filter((row) => !JSON.parse(row.properties).seed_line).length);
  const bin = await portal.get("/crm/v3/objects/calls?archived=true&limit=1");
  assert.equal(bin.body.results.length, 1);
});

test("a portal takes each seed once, and the refusal changes nothing", async () => {
  const portal = await newPortal();
  await fill(portal, { ...small, calls: 20, contacts: 3 });
  const before = await content(portal);
  await assert.rejects(fill(portal, { ...small, calls: 20, contacts: 3 }), /has the data of seed 7 already/);
  assert.deepEqual(await content(portal), before);
  await fill(portal, { ...small, calls: 20, contacts: 3, seed: 8 });
  assert.equal((await content(portal)).records.filter((record) => record.object_type_id === "0-48").length, 40);
});
