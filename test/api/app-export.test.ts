import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

async function lines(portal: Pick<TestPortal, "get">, query: string): Promise<string[]> {
  const answer = await portal.get(`/app/calls.csv?${query}`);
  assert.equal(answer.status, 200, answer.text);
  assert.ok(answer.text.endsWith("\r\n"));
  return answer.text.split("\r\n").slice(0, -1);
}

test("calls are exported as people see them: labels, owners' names and the viewer's clocks", async () => {
  const portal = await newPortal();
  const outcome = await portal.post("/calling/v1/dispositions", { label: "Gatekeeper, polite" });
  const first = await portal.create("calls", {
    hs_timestamp: "2026-03-29T00:59:59Z",
    hs_call_title: 'Says "yes"',
    hs_call_disposition: connected,
    hubspot_owner_id: portal.ownerId,
    hs_call_duration: 42000,
  });
  const second = await portal.create("calls", {
    hs_timestamp: "2026-03-29T01:00:00Z",
    hs_call_title: "two\r\nlines",
    hs_call_disposition: outcome.body.id,
    hs_call_direction: "INBOUND",
  });
  await portal.delete(`/calling/v1/dispositions/${outcome.body.id}`);
  const browser = await signIn(portal);
  const columns = "hs_timestamp,hs_call_title,hs_call_disposition,hubspot_owner_id,hs_call_direction,hs_call_duration";
  const answer = await browser.get(`/app/calls.csv?timeZone=Europe/Berlin&sort=hs_timestamp&properties=${columns}`);
  assert.equal(answer.headers.get("content-type"), "text/csv;charset=utf-8");
  assert.equal(answer.headers.get("content-disposition"), 'attachment; filename="calls.csv"');
  const [head, ...rest] = answer.text.split("\r\n");
  assert.equal(head?.split(",")[0], "Record ID");
  assert.equal(head?.split(",").length, 7);
  assert.ok(!head?.includes("hs_"));
  assert.deepEqual(rest, [
    `${first},2026-03-29 01:59:59,"Says ""yes""",Connected,Ada Agent,,0:00:42`,
    `${second},2026-03-29 03:00:00,"two`,
    `lines","Gatekeeper, polite",,Inbound,`,
    "",
  ]);
  const raw = await lines(portal, `format=raw&properties=hs_timestamp,hs_call_direction,nothing&sort=-hs_timestamp`);
  assert.deepEqual(raw, [
    "hs_object_id,hs_timestamp,hs_call_direction",
    `${second},2026-03-29T01:00:00Z,INBOUND`,
    `${first},2026-03-29T00:59:59Z,`,
  ]);
});

test("a column shows each call's contacts, notes are plain text to their end, and lengths of time can be added up", async () => {
  const portal = await newPortal();
  const named = await portal.create("contacts", { firstname: "Grace", lastname: "Hopper", email: "g@example.com" });
  const mailed = await portal.create("contacts", { email: "only@example.com" });
  const unnamed = await portal.create("contacts");
  const deleted = await portal.create("contacts", { firstname: "Gone" });
  const long = "word ".repeat(3_000).trim();
  const properties = { hs_call_body: `<p>${long}</p><p>fish &amp; chips</p>`, hs_call_duration: "3753400" };
  const call = await portal.create("calls", properties);
  const lonely = await portal.create("calls", { hs_call_duration: "-5000" });
  for (const contact of [named, mailed, unnamed, deleted]) {
    await portal.put(`/crm/v4/objects/calls/${call}/associations/default/contacts/${contact}`);
  }
  await portal.delete(`/crm/v3/objects/contacts/${deleted}`);
  const query = "sort=hs_object_id&properties=associations.contacts,hs_call_body,hs_call_duration";
  assert.deepEqual(await lines(portal, query), [
    "Record ID,Contacts,Call notes,Call duration",
    `${call},Grace Hopper; only@example.com; Contact ${unnamed},${long} fish & chips,1:02:33`,
    `${lonely},,,-5000`,
  ]);
  const [head, first] = await lines(portal, "format=raw&sort=hs_object_id&properties=associations.contacts");
  assert.equal(head, "hs_object_id,associations.contacts");
  assert.equal(first, `${call},${named};${mailed};${unnamed}`);
});

test("the file begins as spreadsheets need it, to take it for UTF-8", async () => {
  const portal = await newPortal();
  const response = await fetch(`${portal.address}/app/calls.csv`, {
    headers: { authorization: `Bearer ${portal.token}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(bytes.toString().split("\r\n").length, 2);
});

test("no cell is a formula to a spreadsheet, and numbers stay numbers", async () => {
  const portal = await newPortal();
  for (const [title, shown] of [
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("https://evil.example")', '"\'=HYPERLINK(""https://evil.example"")"'],
    ["+49 (30) 901820", "+49 (30) 901820"],
    ["-3", "-3"],
    ["-3+cmd|' /C calc'!A0", "'-3+cmd|' /C calc'!A0"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["plain = text", "plain = text"],
  ] as const) {
    const id = await portal.create("calls", { hs_call_title: title });
    const [, line] = await lines(portal, "properties=hs_call_title");
    assert.equal(line, `${id},${shown}`);
    await portal.delete(`/crm/v3/objects/calls/${id}`);
  }
});

test("all calls that the filters leave are exported, more than any page holds, in the order of the list", async () => {
  const portal = await newPortal();
  for (let batch = 0; batch < 5; batch += 1) {
    const inputs = Array.from({ length: 100 }, (_, index) => ({
      properties: { hs_timestamp: batch * 100 + index, hs_call_direction: index % 4 === 0 ? "INBOUND" : "OUTBOUND" },
    }));
    await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
  }
  assert.equal((await lines(portal, "")).length, 501);
  const some = await lines(portal, "direction=OUTBOUND&properties=hs_timestamp&format=raw&sort=hs_timestamp");
  assert.equal(some.length, 376);
  const times = some.slice(1).map((line) => Date.parse(line.split(",")[1] as string));
  assert.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  );
  assert.equal((await portal.request("HEAD", "/app/calls.csv")).status, 200);
});

test("an export that cannot be is refused before it begins, and so is who may not read calls", async () => {
  const portal = await newPortal();
  for (const query of ["sort=nothing", "format=pdf", "timeZone=Nowhere", "from=x", "q=%00"]) {
    assertRefusal(await portal.get(`/app/calls.csv?${query}`), 400, { category: "VALIDATION_ERROR" }, query);
  }
  const limited = await portal.withScopes(["crm.objects.deals.read"]);
  assertRefusal(await limited.get("/app/calls.csv"), 403, { category: "MISSING_SCOPES" });
});

test("a call with more contacts than come with one question has all of them in its line", async () => {
  const portal = await newPortal();
  const call = await portal.create("calls");
  const contacts: string[] = [];
  for (let batch = 0; batch < 6; batch += 1) {
    const inputs = Array.from({ length: 100 }, () => ({
      properties: {},
      associations: [{ to: { id: call }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 193 }] }],
    }));
    const answer = await portal.post("/crm/v3/objects/contacts/batch/create", { inputs });
    assert.equal(answer.status, 201, answer.text);
    contacts.push(...answer.body.results.map(({ id }: { id: string }) => id));
  }
  const [, line] = await lines(portal, "format=raw&properties=associations.contacts");
  assert.deepEqual(
    line?.split(",")[1]?.split(";"),
    contacts.toSorted((one, other) => Number(one) - Number(other)),
  );
});
