import assert from "node:assert/strict";
import { test } from "node:test";
import { search } from "../support/search.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const filter = { propertyName: "hs_call_duration", operator: "EQ", value: "1" };

async function refused(portal: TestPortal, body: unknown, message: RegExp): Promise<void> {
  const answer = await search(portal, "calls", body);
  assert.equal(answer.status, 400, JSON.stringify(body));
  assert.equal(answer.body.category, "VALIDATION_ERROR");
  assert.match(answer.body.message, message);
}

test("what goes beyond a limit is refused with the limit", async () => {
  const portal = await newPortal();
  const group = (count: number) => ({ filters: Array.from({ length: count }, () => filter) });
  const groups = (...counts: number[]) => ({ filterGroups: counts.map(group) });
  await refused(portal, groups(1, 1, 1, 1, 1, 1), /^too many filterGroups \(count: 6, max allowed: 5\)$/);
  await refused(portal, { ...groups(1, 1, 1, 1, 1), filters: [filter] }, /too many filterGroups/);
  await refused(portal, groups(7), /^too many filters in a filterGroup \(count: 7, max allowed: 6\)$/);
  await refused(portal, groups(6, 6, 6, 1), /^too many filters \(count: 19, max allowed: 18\)$/);
  assert.equal((await search(portal, "calls", groups(6, 6, 6))).status, 200);
  await refused(portal, { sorts: ["hs_timestamp", "-hs_createdate"] }, /^too many sorts \(count: 2, max allowed: 1\)$/);
  for (const limit of [0, 201, -1, 1.5, "x", true, [], {}]) await refused(portal, { limit }, /limit .*1 to 200/);
  for (const after of [-1, "x", 1.5, "10001", {}]) await refused(portal, { after }, /after .*0 to 10000/);
  await refused(portal, { after: 9_901, limit: 100 }, /first 10000 results/);
  await refused(portal, { after: "10000" }, /first 10000 results/);
  assert.equal((await search(portal, "calls", { after: 9_900, limit: 100 })).status, 200);
  assert.equal((await search(portal, "calls", { after: "", limit: null })).status, 200);
});

test("a body is refused beyond 3,000 characters, and taken up to them", async () => {
  const portal = await newPortal();
  const bodyOf = (length: number) => ({ query: "x".repeat(length - JSON.stringify({ query: "" }).length) });
  assert.equal((await search(portal, "calls", bodyOf(3_000))).status, 200);
  await refused(portal, bodyOf(3_001), /3001 characters; at most 3000/);
  await refused(portal, `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /at most 3000/);
});

test("unknown names are refused by name", async () => {
  const portal = await newPortal();
  await refused(portal, { filters: [{ ...filter, propertyName: "no_such" }] }, /"no_such"/);
  await refused(portal, { filters: [{ ...filter, propertyName: "hs_body_preview_html" }] }, /"hs_body_preview_html"/);
  await refused(portal, { filters: [{ ...filter, propertyName: "associations.widget" }] }, /"associations.widget"/);
  await refused(portal, { filters: [{ ...filter, operator: "LIKE" }] }, /no operator LIKE/);
  for (const name of ["no_such", "-", "associations.contact", "constructor", "__proto__"]) {
    await refused(portal, { sorts: [name] }, /There is no property/);
  }
  await refused(portal, { sorts: [{ propertyName: "hs_timestamp", direction: "UP" }] }, /ASCENDING, DESCENDING/);
  await refused(portal, { sorts: [{}] }, /must name its property/);
  const unknownType = await search(portal, "butterflies", {});
  assert.deepEqual(
    [unknownType.status, unknownType.body.message],
    [400, "Unable to infer object type from: butterflies"],
  );
});

test("a filter without what its operator needs is refused", async () => {
  const portal = await newPortal();
  const filtered = (changes: object, message: RegExp) =>
    refused(portal, { filters: [{ ...filter, ...changes }] }, message);
  await filtered(
    { propertyName: undefined },
    /Cannot build Filter, some of required attributes are not set \[propertyName\]/,
  );
  await filtered({ propertyName: "", operator: null }, /not set \[propertyName, operator\]/);
  await filtered(
    { value: " " },
    /value must be non-empty and non-blank, if specified \{propertyName: 'hs_call_duration'\}/,
  );
  await filtered({ value: null }, /needs a value/);
  await filtered({ operator: "BETWEEN" }, /needs a highValue/);
  await filtered({ operator: "IN" }, /needs values/);
  await filtered({ operator: "IN", values: [null] }, /needs values/);
  await filtered({ value: "ten" }, /ten was not a valid number/);
  await filtered({ value: "1e999" }, /not a valid number/);
  await filtered({ propertyName: "hs_timestamp", value: "yesterday" }, /not a valid time/);
  await filtered({ propertyName: "hs_gdpr_deleted", value: "maybe" }, /allowed options: \[true, false\]/);
  await filtered({ propertyName: "hs_attachment_ids", value: ";;" }, /is empty/);
  await filtered({ propertyName: "associations.contact", value: "abc" }, /abc is no id/);
  await filtered({ propertyName: "associations.contact", operator: "GT" }, /GT cannot be used/);
});

test("what is not the right JSON is refused", async () => {
  const portal = await newPortal();
  await refused(portal, "{", /Invalid input JSON/);
  await refused(portal, [], /Cannot deserialize/);
  await refused(portal, { filterGroups: {} }, /Cannot deserialize/);
  await refused(portal, { filters: [{ ...filter, value: {} }] }, /Cannot deserialize/);
  await refused(portal, { properties: "hs_call_title" }, /Cannot deserialize/);
  await refused(portal, { query: "a\u0000b" }, /U\+0000/);
  await refused(portal, `{"query":"\\ud800"}`, /lone surrogate/);
  await refused(portal, { filters: [{ ...filter, propertyName: "hs_call_title", value: "\u0000" }] }, /U\+0000/);
  await refused(portal, { sorts: ["hs\u0000"] }, /U\+0000/);
  assert.equal((await search(portal, "calls", { unknown: { nested: [1] } })).status, 200);
});

test("a search needs a token and the type's read scope", async () => {
  const portal = await newPortal();
  const limited = await portal.withScopes(["crm.objects.deals.read"]);
  const answer = await search(limited, "calls", {});
  assert.deepEqual([answer.status, answer.body.category], [403, "MISSING_SCOPES"]);
  assert.equal((await search(limited, "deals", {})).status, 200);
  const anonymous = await portal.request("POST", "/crm/v3/objects/calls/search", {}, { authorization: "Bearer none" });
  assert.equal(anonymous.status, 401);
});
