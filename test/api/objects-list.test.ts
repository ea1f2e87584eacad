import assert from "node:assert/strict";
import { test } from "node:test";
import { association } from "../support/call-links.ts";
import { sendRaw } from "../support/raw-http.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

type Listed = { readonly id: string; readonly properties: Readonly<Record<string, string | null>> };

/** Calls titled `1`, `2` …, in the order of their ids. */
async function createCalls(portal: TestPortal, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let title = 1; title <= count; title += 1) ids.push(await portal.create("calls", { hs_call_title: title }));
  return ids;
}

function idsOf(body: { readonly results: readonly Listed[] }): string[] {
  return body.results.map(({ id }) => id);
}

test("a list has ten records by default, in the order of their ids, and says where the next begin", async () => {
  const portal = await newPortal();
  const ids = await createCalls(portal, 11);
  const { body, text } = await portal.get(calls);
  assert.deepEqual(idsOf(body), ids.slice(0, 10));
  assert.deepEqual(Object.keys(body), ["results", "paging"]);
  const { after } = body.paging.next;
  assert.match(after, /^\d+$/);
  assert.equal(
    JSON.stringify(body.paging),
    `{"next":{"after":"${after}","link":"${portal.address}${calls}?after=${after}"}}`,
  );
  assert.equal(text, JSON.stringify(body));
});

test("the last page has no paging, also where it is full, and an empty list is just that", async () => {
  const portal = await newPortal();
  assert.equal((await portal.get(calls)).text, `{"results":[]}`);
  const ids = await createCalls(portal, 4);
  const full = await portal.get(`${calls}?limit=4`);
  assert.deepEqual(idsOf(full.body), ids);
  assert.deepEqual(Object.keys(full.body), ["results"]);
  const first = await portal.get(`${calls}?limit=2`);
  const second = await portal.get(`${calls}?limit=2&after=${first.body.paging.next.after}`);
  assert.deepEqual(idsOf(second.body), ids.slice(2));
  assert.deepEqual(Object.keys(second.body), ["results"]);
});

for (const follow of ["after", "link"] as const) {
  test(`following ${follow}, pages hold every record once while others are created and deleted`, async () => {
    const portal = await newPortal();
    // At once, so that some of the ids are neighbours.
    const created = await Promise.all(Array.from({ length: 25 }, () => portal.create("calls")));
    const ids = created.toSorted((left, right) => Number(left) - Number(right));
    const seen: string[] = [];
    let path = `${calls}?limit=4`;
    for (let page = 0; page < 20 && path !== ""; page += 1) {
      const { body } = await portal.get(path);
      seen.push(...idsOf(body));
      if (page < 3) await portal.create("calls");
      // One that was shown goes: it must not move the pages behind it.
      await portal.delete(`${calls}/${ids[page * 2]}`);
      const next = body.paging?.next;
      path = next
        ? follow === "link"
          ? next.link.slice(portal.address.length)
          : `${calls}?limit=4&after=${next.after}`
        : "";
    }
    assert.equal(path, "", "the pages must end");
    assert.deepEqual(seen.slice(0, 25), ids);
    assert.equal(seen.length, 28);
    assert.equal(new Set(seen).size, 28);
  });
}

test("the link repeats the request's query, whatever is in it, with after replaced", async () => {
  const portal = await newPortal();
  const [, second, third] = await createCalls(portal, 3);
  const query = "limit=1&properties=hs_call_title%2Chs_call_body&x=a?b=c&hapikey&properties=hs_timestamp";
  const first = await sendRaw(portal, { method: "GET", target: `${calls}?${query}&after=${second}` });
  assert.deepEqual(idsOf(first.body), [second]);
  const { after, link } = first.body.paging.next;
  assert.equal(link, `${portal.address}${calls}?${query}&after=${after}`);
  const next = await sendRaw(portal, { method: "GET", target: link.slice(portal.address.length) });
  assert.deepEqual(idsOf(next.body), [third]);
  assert.equal(next.body.results[0].properties.hs_call_title, "3");
});

test("properties are named repeated, joined by commas, escaped, with blanks and empty ones, all alike", async () => {
  const portal = await newPortal();
  await portal.create("calls", { hs_call_title: "Talk" });
  const expected = await portal.get(`${calls}?properties=hs_call_title&properties=hs_timestamp`);
  assert.equal(expected.body.results[0].properties.hs_call_title, "Talk");
  assert.equal(Object.keys(expected.body.results[0].properties).length, 5);
  for (const query of [
    "properties=hs_call_title,hs_timestamp",
    "properties=hs_call_title%2Chs_timestamp",
    "properties=hs_timestamp,hs_call_title",
    "properties=hs_timestamp&properties=hs_call_title,hs_timestamp",
    "properties=,hs_call_title,,hs_timestamp,&properties=",
    "properties=hs_call_title,%20hs_timestamp",
    "properties=hs_call_title,hs_timestamp,no_such_property",
    "properties=hs_call_title&limit=&after=&archived=&propertiesWithHistory=&associations=&properties=hs_timestamp",
  ]) {
    assert.equal((await portal.get(`${calls}?${query}`)).text, expected.text, query);
  }
  const byDefault = await portal.get(calls);
  assert.equal((await portal.get(`${calls}?properties=`)).text, byDefault.text);
  assert.equal((await portal.get(`${calls}?properties`)).text, byDefault.text);
});

test("a trailing slash, a bare hapikey and parameters that nobody knows are passed over", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const list = await portal.get(calls);
  const one = await portal.get(`${calls}/${id}`);
  for (const suffix of ["/", "?hapikey", "?hapikey=x", "/?hapikey", "?associations[0]=x", "?", "?&&", "?__proto__=x"]) {
    assert.equal((await portal.get(`${calls}${suffix}`)).text, list.text, suffix);
    assert.equal((await portal.get(`${calls}/${id}${suffix}`)).text, one.text, suffix);
  }
});

test("archived lists what is in the bin and nothing else", async () => {
  const portal = await newPortal();
  const [binned, live] = (await createCalls(portal, 2)) as [string, string];
  await portal.delete(`${calls}/${binned}`);
  for (const spelling of ["true", "True", "TRUE", "false&archived=true"]) {
    const { body } = await portal.get(`${calls}?archived=${spelling}`);
    assert.deepEqual(idsOf(body), [binned], spelling);
    assert.equal(body.results[0].archived, true);
    assert.ok(!Number.isNaN(Date.parse(body.results[0].archivedAt)));
  }
  for (const query of ["", "?archived=false", "?archived=False", "?archived=", "?archived"]) {
    const { body } = await portal.get(`${calls}${query}`);
    assert.deepEqual(idsOf(body), [live], query);
    assert.deepEqual([body.results[0].archived, "archivedAt" in body.results[0]], [false, false]);
  }
  for (const query of ["1", "yes", "null", "tru%65e"]) {
    const answer = await portal.get(`${calls}?archived=${query}`);
    assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: /query parameter: archived/ }, query);
  }
});

test("a list shows associations by their plural names, of the types that were asked for, where there are any", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const dealId = await portal.create("deals");
  const linked = await portal.create("calls", {}, [association(contactId, 194), association(dealId, 206)]);
  const alone = await portal.create("calls");
  const contacts = { contacts: { results: [{ id: contactId, type: "call_to_contact" }] } };
  const deals = { deals: { results: [{ id: dealId, type: "call_to_deal" }] } };
  for (const [query, expected] of [
    ["contacts", contacts],
    ["CONTACT", contacts],
    ["0-1,contacts", contacts],
    ["contacts,tickets&associations=0-3", { ...contacts, ...deals }],
    ["tickets", undefined],
    ["", undefined],
  ] as const) {
    const { body } = await portal.get(`${calls}?associations=${query}`);
    assert.deepEqual(
      body.results.map((record: { id: string; associations?: unknown }) => [record.id, record.associations]),
      [
        [linked, expected],
        [alone, undefined],
      ],
      query,
    );
  }
  for (const name of ["widgets", "0-9999", "contacts,widgets"]) {
    assertRefusal(await portal.get(`${calls}?associations=${name}`), 400, { category: "VALIDATION_ERROR" }, name);
  }
});

test("a list with histories has those of each record", async () => {
  const portal = await newPortal();
  const [first, second] = (await createCalls(portal, 2)) as [string, string];
  await portal.patch(`${calls}/${second}`, { properties: { hs_call_title: "changed" } });
  const { body } = await portal.get(`${calls}?propertiesWithHistory=hs_call_title`);
  const versions = body.results.map(
    (record: { id: string; propertiesWithHistory: Record<string, { value: string }[]> }) => [
      record.id,
      record.propertiesWithHistory.hs_call_title?.map(({ value }) => value),
    ],
  );
  assert.deepEqual(versions, [
    [first, ["1"]],
    [second, ["changed", "2"]],
  ]);
});

test("a limit out of its range is refused by name and range, and histories lower the highest to 50", async () => {
  const portal = await newPortal();
  for (const limit of ["0", "-1", "101", "abc", "1.5", "1e1", "0x10", "%205", "99999999999999999999", "NaN", "%00"]) {
    const answer = await portal.get(`${calls}?limit=${limit}`);
    const message = "Unable to parse value for query parameter: limit. Allowed: 1 to 100";
    assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message }, limit);
  }
  assert.equal((await portal.get(`${calls}?limit=100`)).status, 200);
  assert.equal((await portal.get(`${calls}?limit=1&limit=100`)).status, 200);
  assert.equal((await portal.get(`${calls}?limit=50&propertiesWithHistory=hs_call_title`)).status, 200);
  const tooMany = await portal.get(`${calls}?limit=51&propertiesWithHistory=hs_call_title`);
  assertRefusal(tooMany, 400, { category: "VALIDATION_ERROR", message: /query parameter: limit.*1 to 50/ });
});

test("an after that no page gave is refused where it is no id, and else begins at the next id", async () => {
  const portal = await newPortal();
  const ids = await createCalls(portal, 2);
  for (const after of ["abc", "-1", "1.5", "9007199254740992", "18446744073709551616", "%00", "1e3"]) {
    const answer = await portal.get(`${calls}?after=${after}`);
    assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: /query parameter: after/ }, after);
  }
  assert.deepEqual(idsOf((await portal.get(`${calls}?after=0`)).body), ids);
  assert.deepEqual(idsOf((await portal.get(`${calls}?after=${Number(ids[0]) + 1}`)).body), ids.slice(1));
  assert.deepEqual(idsOf((await portal.get(`${calls}?after=9007199254740991`)).body), []);
});
