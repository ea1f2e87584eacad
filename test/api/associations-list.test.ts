import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf } from "../support/call-links.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

/** Creates so many calls of a contact, many at once; their ids in growing order. */
async function createCalls(portal: TestPortal, contactId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      ids.push(await portal.create("calls", {}, [association(contactId, 194)]));
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return ids.sort((one, other) => Number(one) - Number(other));
}

function pathOf(address: string, portal: TestPortal): string {
  assert.ok(address.startsWith(`${portal.address}/`), `${address} leads elsewhere`);
  return address.slice(portal.address.length);
}

test("1,200 associations are listed page by page, each once and in the order of ids", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const calls = await createCalls(portal, contactId, 1_200);
  const path = `/crm/v3/objects/contacts/${contactId}/associations/calls`;

  const sizes: number[] = [];
  const seen: string[] = [];
  let next: string | undefined = path;
  while (next) {
    const { body }: { body: { results: { id: string }[]; paging?: { next: { link: string } } } } =
      await portal.get(next);
    sizes.push(body.results.length);
    seen.push(...body.results.map(({ id }) => id));
    next = body.paging && pathOf(body.paging.next.link, portal);
  }
  assert.deepEqual(sizes, [500, 500, 200]);
  assert.deepEqual(seen, calls);

  // Pages by `after`; the last one is exactly full and still the last.
  const pages: number[] = [];
  let after = "";
  do {
    const { body } = await portal.get(`${path}?limit=400&after=${after}`);
    pages.push(body.results.length);
    assert.equal(body.paging === undefined, pages.length === 3);
    after = body.paging?.next.after;
  } while (after);
  assert.deepEqual(pages, [400, 400, 400]);

  // A record's own answer holds the first of them, and the way to the rest.
  for (const read of [
    (await portal.get(`/crm/v3/objects/contacts/${contactId}?associations=call`)).body,
    (await portal.get("/crm/v3/objects/contacts?associations=calls")).body.results[0],
  ]) {
    const list = read.associations.calls;
    assert.deepEqual(
      list.results,
      calls.slice(0, 100).map((id) => ({ id, type: "contact_to_call" })),
    );
    assert.equal(pathOf(list.paging.next.link, portal), `${path}?after=${list.paging.next.after}`);
    const rest = await portal.get(`${path}?limit=3&after=${list.paging.next.after}`);
    assert.deepEqual(
      rest.body.results.map(({ id }: { id: string }) => id),
      calls.slice(100, 103),
    );
  }
});

test("the link to the next page keeps the request's query", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  await createCalls(portal, contactId, 3);
  const path = `/crm/v3/objects/contacts/${contactId}/associations/calls`;
  const first = await portal.get(`${path}?limit=1&x=y`);
  const { after, link } = first.body.paging.next;
  assert.equal(link, `${portal.address}${path}?limit=1&x=y&after=${after}`);
  const second = await portal.get(pathOf(link, portal));
  assert.match(second.body.paging.next.link, /\?limit=1&x=y&after=[^&]+$/);
  assert.notEqual(second.body.results[0].id, first.body.results[0].id);
});

test("a page may end between two types of one pair", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const companyId = await portal.create("companies", {}, [association(contactId, 2)]);
  const path = `/crm/v3/objects/contacts/${contactId}/associations/companies?limit=1`;
  const first = await portal.get(path);
  const second = await portal.get(`${path}&after=${first.body.paging.next.after}`);
  assert.deepEqual(
    [first.body.results, second.body],
    [
      [{ id: companyId, type: "contact_to_company" }],
      { results: [{ id: companyId, type: "contact_to_company_unlabeled" }] },
    ],
  );
});

test("the cursor of any possible record is taken, anything else is refused", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const path = `/crm/v3/objects/calls/${callId}/associations/contacts`;
  const highest = String(2 ** 53 - 1);
  assert.deepEqual((await portal.get(`${path}?after=${highest}-194`)).body, { results: [] });
  for (const after of ["abc", "1", "1-", "-1-194", "9007199254740992-194", "1-99999999999"]) {
    const answer = await portal.get(`${path}?after=${after}`);
    assert.equal(answer.status, 400, after);
    assert.match(answer.body.message, /^Unable to parse value for query parameter: after/);
  }
  for (const limit of ["0", "501", "-1", "many"]) {
    const answer = await portal.get(`${path}?limit=${limit}`);
    assert.equal(answer.status, 400, limit);
    assert.match(answer.body.message, /^Unable to parse value for query parameter: limit\. Allowed: 1 to 500/);
  }
});

test("a record that goes into the bin leaves its neighbours' lists, and comes back with restore", async () => {
  const portal = await newPortal();
  const [gone, stays] = [await portal.create("contacts"), await portal.create("contacts")];
  const callId = await portal.create("calls", {}, [association(gone, 194), association(stays, 194)]);
  const both = [gone, stays].map((id) => ({ id, type: "call_to_contact" }));
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), both);

  await portal.delete(`/crm/v3/objects/contacts/${gone}`);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), [both[1]]);
  const inline = await portal.get(`/crm/v3/objects/calls/${callId}?associations=contacts`);
  assert.deepEqual(inline.body.associations, { contacts: { results: [both[1]] } });

  await portal.post(`/crm/v3/objects/contacts/${gone}/restore`);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), both);
});

test("the list of a record that is missing, archived or of another portal answers 404", async () => {
  const portal = await newPortal();
  const archived = await portal.create("calls");
  await portal.delete(`/crm/v3/objects/calls/${archived}`);
  const foreign = await (await newPortal()).create("calls");
  for (const id of ["424242", archived, foreign, "abc", "0"]) {
    const answer = await portal.get(`/crm/v3/objects/calls/${id}/associations/contacts`);
    assert.equal(answer.status, 404, id);
    assert.equal(answer.body.category, "OBJECT_NOT_FOUND");
  }
});

test("a record's answer holds a list for each type asked for that has any, and no member where none has", async () => {
  const portal = await newPortal();
  const [contactId, dealId] = [await portal.create("contacts"), await portal.create("deals")];
  const linked = await portal.create("calls", {}, [association(contactId, 194), association(dealId, 206)]);
  const alone = await portal.create("calls");
  const expected = {
    contacts: { results: [{ id: contactId, type: "call_to_contact" }] },
    deals: { results: [{ id: dealId, type: "call_to_deal" }] },
  };
  for (const query of [
    "associations=contacts,deals,tickets",
    "associations=0-1&associations=DEAL&associations=ticket",
    "associations=contacts%2Cdeals&associations=&associations=companies",
  ]) {
    const one = await portal.get(`/crm/v3/objects/calls/${linked}?${query}`);
    assert.deepEqual(one.body.associations, expected, query);
    const list = await portal.get(`/crm/v3/objects/calls?${query}`);
    assert.deepEqual(list.body.results[0].associations, expected, query);
    assert.equal("associations" in list.body.results[1], false);
    const none = await portal.get(`/crm/v3/objects/calls/${alone}?${query}`);
    assert.equal("associations" in none.body, false);
  }
  for (const query of ["", "?associations=", "?associations=tickets"]) {
    assert.equal("associations" in (await portal.get(`/crm/v3/objects/calls/${linked}${query}`)).body, false, query);
  }
  const unknown = await portal.get(`/crm/v3/objects/calls/${linked}?associations=contacts,widgets`);
  assert.equal(unknown.status, 400);
  assert.equal(unknown.body.message, "Unable to infer object type from: widgets");
});

test("a list of records gives each its own associations", async () => {
  const portal = await newPortal();
  const contacts = await Promise.all(Array.from({ length: 100 }, () => portal.create("contacts")));
  const calls = new Map<string, string>();
  for (const contactId of contacts) calls.set(await portal.create("calls", {}, association(contactId, 194)), contactId);
  const { results } = (await portal.get("/crm/v3/objects/calls?limit=100&associations=contacts")).body;
  assert.equal(results.length, 100);
  for (const { id, associations } of results) {
    assert.deepEqual(associations, { contacts: { results: [{ id: calls.get(id), type: "call_to_contact" }] } });
  }
});

test("a record in the bin still shows what it was associated with, of what is live", async () => {
  const portal = await newPortal();
  const [live, archived] = [await portal.create("contacts"), await portal.create("contacts")];
  const callId = await portal.create("calls", {}, [association(live, 194), association(archived, 194)]);
  await portal.delete(`/crm/v3/objects/contacts/${archived}`);
  await portal.delete(`/crm/v3/objects/calls/${callId}`);
  const answer = await portal.get(`/crm/v3/objects/calls/${callId}?archived=true&associations=contacts`);
  assert.deepEqual(answer.body.associations, { contacts: { results: [{ id: live, type: "call_to_contact" }] } });
});
