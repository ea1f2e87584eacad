import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { assertRefusal } from "../support/refusal.ts";
import { type ModelRecord, modelOrder } from "../support/search-model.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
const busy = "9d9162e7-6cf3-4944-bf63-4dff82258764";

/** Calls with these properties; those that are not named have their own time. */
async function makeCalls(portal: TestPortal, all: readonly Record<string, string>[]): Promise<ModelRecord[]> {
  const inputs = all.map((properties, index) => ({
    properties: { hs_timestamp: String(1_700_000_000_000 + index), ...properties },
  }));
  const { body } = await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
  return body.results.map(({ id, properties }: { id: string; properties: ModelRecord["values"] }) => ({
    id,
    values: properties,
  }));
}

/** Walks all pages of a list; the ids in their order. */
async function walk(portal: TestPortal, query: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ""; ; ) {
    const { status, body, text } = await portal.get(`/app/calls?${query}&limit=${limit}&after=${after}`);
    assert.equal(status, 200, text);
    assert.ok(body.results.length <= limit);
    ids.push(...body.results.map(({ id }: { id: string }) => id));
    if (!body.paging) return ids;
    assert.equal(body.results.length, limit);
    after = body.paging.next.after;
  }
}

const idsOf = (records: readonly ModelRecord[]) => records.map(({ id }) => id).sort();

test("pages of any size hold every call once, in the order of any property and both directions", async () => {
  const portal = await newPortal();
  const titles = ["b", "B", "ä", "a", "😀", "ﬀ", "", "Z", "zz", "b"];
  const durations = ["0", "1.5", "-3", "1e3", "9007199254740991", "", "10", "9", "0.1", ""];
  const all = Array.from({ length: 60 }, (_, index) => ({
    hs_timestamp: String(1_700_000_000_000 + (index % 7) * 500),
    hs_call_title: titles[(index * 7) % 10] as string,
    hs_call_duration: durations[(index * 3) % 10] as string,
    hs_call_status: ["COMPLETED", "MISSED", ""][index % 3] as string,
  }));
  const records = await makeCalls(portal, all);
  const shown = "hs_timestamp,hs_call_title,hs_call_duration,hs_call_status";
  const read = await portal.get(`/crm/v3/objects/calls?limit=100&properties=${shown}`);
  const model: ModelRecord[] = read.body.results.map(({ id, properties }: never) => ({
    id,
    values: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)),
  }));
  assert.equal(model.length, records.length);
  for (const name of ["hs_timestamp", "hs_call_title", "hs_call_duration", "hs_call_status", "hs_object_id"]) {
    for (const sort of [name, `-${name}`]) {
      const expected = modelOrder(model, sort).map(({ id }) => id);
      for (const limit of [1, 7, 60, 100]) assert.deepEqual(await walk(portal, `sort=${sort}`, limit), expected, sort);
    }
  }
  assert.deepEqual(
    await walk(portal, "", 9),
    modelOrder(model, "-hs_timestamp").map(({ id }) => id),
  );
});

test("a page begins where the one before ended, whatever came, changed or went meanwhile", async () => {
  const portal = await newPortal();
  const calls = await makeCalls(
    portal,
    Array.from({ length: 6 }, () => ({})),
  );
  const newestFirst = calls.map(({ id }) => id).reverse();
  const first = await portal.get("/app/calls?limit=2");
  assert.deepEqual(
    first.body.results.map(({ id }: { id: string }) => id),
    newestFirst.slice(0, 2),
  );
  await portal.create("calls", { hs_timestamp: "2030-01-01T00:00:00Z" });
  await portal.delete(`/crm/v3/objects/calls/${newestFirst[1]}`);
  await portal.delete(`/crm/v3/objects/calls/${newestFirst[3]}`);
  const next = await portal.get(`/app/calls?limit=2&after=${first.body.paging.next.after}`);
  assert.deepEqual(
    next.body.results.map(({ id }: { id: string }) => id),
    [newestFirst[2], newestFirst[4]],
  );
});

test("filters leave the calls that all of them are true of, and the total counts those", async () => {
  const portal = await newPortal();
  const other = await portal.addOwner("second@example.com");
  const [a, b, c, d] = await makeCalls(portal, [
    {
      hs_timestamp: "1000",
      hubspot_owner_id: portal.ownerId,
      hs_call_disposition: connected,
      hs_call_status: "COMPLETED",
      hs_call_direction: "OUTBOUND",
      hs_activity_type: "Demo",
      hs_call_recording_url: "https://example.com/a.mp3",
      hs_call_title: "Renewal of the contract",
    },
    {
      hs_timestamp: "2000",
      hubspot_owner_id: other.id,
      hs_call_disposition: busy,
      hs_call_status: "MISSED",
      hs_call_direction: "INBOUND",
      hs_call_has_voicemail: "true",
    },
    { hs_timestamp: "3000", hs_call_status: "MISSED", hs_call_direction: "INBOUND", hs_call_has_voicemail: "true" },
    { hs_timestamp: "4000", hubspot_owner_id: portal.ownerId, hs_call_to_number: "(555) 010-9876" },
  ] as const);
  const gone = await portal.create("calls", { hs_timestamp: "2500", hs_call_status: "MISSED" });
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  for (const [query, expected] of [
    ["", [a, b, c, d]],
    [`owner=${portal.ownerId}`, [a, d]],
    [`owner=${portal.ownerId}&owner=${other.id}`, [a, b, d]],
    [`owner=${portal.ownerId},none`, [a, c, d]],
    ["owner=none", [c]],
    [`outcome=${connected}`, [a]],
    [`outcome=${connected},${busy}`, [a, b]],
    ["outcome=none", [c, d]],
    ["outcome=gone-long-ago", []],
    ["status=MISSED", [b, c]],
    ["status=MISSED&status=none", [b, c, d]],
    ["direction=OUTBOUND", [a]],
    ["type=Demo", [a]],
    ["type=none", [b, c, d]],
    ["from=2000", [b, c, d]],
    ["to=2000", [a]],
    ["from=2000&to=4000", [b, c]],
    ["from=-5&to=0", []],
    ["recording=true", [a]],
    ["recording=false", [b, c, d]],
    ["voicemail=true", [b, c]],
    ["voicemail=FALSE", [a, d]],
    ["waiting=true", [c]],
    ["waiting=false", [a, b, d]],
    ["q=renew%20contr", [a]],
    ["q=5550109876", [d]],
    ["q=555%20010%209876", [d]],
    ["q=10987", [d]],
    ["q=%2B49", []],
    ["q=nothing", []],
    ["status=MISSED&direction=INBOUND&outcome=none&voicemail=true", [c]],
    ["status=MISSED&direction=OUTBOUND", []],
    ["owner=&status=&q=&from=&recording=", [a, b, c, d]],
  ] as const) {
    const { status, body, text } = await portal.get(`/app/calls?${query}&total=true`);
    assert.equal(status, 200, text);
    assert.deepEqual(
      body.results.map(({ id }: { id: string }) => id).sort(),
      idsOf(expected.map((call) => call as ModelRecord)),
      query,
    );
    assert.equal(body.total, expected.length, query);
    assert.equal(body.paging, undefined);
  }
  const unasked = await portal.get("/app/calls");
  assert.deepEqual(Object.keys(unasked.body), ["results"]);
});

test("calls are shown as the public API shows them, to a browser's session as well", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal", hs_call_duration: 5 });
  const browser = await signIn(portal);
  const answer = await browser.get("/app/calls?properties=hs_call_title&properties=hs_call_duration,nothing");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const read = await portal.get(`/crm/v3/objects/calls/${id}?properties=hs_call_title,hs_call_duration`);
  assert.deepEqual(answer.body, { results: [read.body] });
  assert.deepEqual((await browser.get("/app/calls")).body.results, [
    (await portal.get(`/crm/v3/objects/calls/${id}`)).body,
  ]);
});

test("what a list cannot be asked is refused, and said where", async () => {
  const portal = await newPortal();
  await makeCalls(portal, [{}, {}]);
  const { body } = await portal.get("/app/calls?limit=1");
  const { after } = body.paging.next;
  const forged = Buffer.from(JSON.stringify(["-hs_timestamp", { a: 1 }, 1])).toString("base64url");
  for (const query of [
    "limit=0",
    "limit=101",
    "limit=x",
    "sort=nothing",
    "sort=-",
    "sort=hs_body_preview_html",
    "from=x",
    "from=1.5",
    "to=9999999999999999",
    "recording=maybe",
    "total=2",
    "after=x",
    "after=%00",
    `after=${forged}`,
    `after=${after}&sort=hs_timestamp`,
    `after=${after}&sort=-hs_call_title`,
    `after=${after.slice(1)}`,
    "q=%00",
    "status=%00",
    `owner=${Array.from({ length: 201 }, (_, index) => index).join(",")}`,
  ]) {
    assertRefusal(await portal.get(`/app/calls?${query}`), 400, { category: "VALIDATION_ERROR" }, query);
  }
});

test("a token that may not read calls gets none, and no portal sees another's", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  await makeCalls(portal, [{}, {}]);
  const limited = await signIn(await portal.withScopes(["crm.objects.deals.read"]));
  assertRefusal(await limited.get("/app/calls"), 403, { category: "MISSING_SCOPES" });
  assert.deepEqual((await (await signIn(other)).get("/app/calls?total=true")).body, { total: 0, results: [] });
  const { body } = await portal.get("/app/calls?limit=1");
  assert.deepEqual((await other.get(`/app/calls?after=${body.paging.next.after}`)).body, { results: [] });
});
