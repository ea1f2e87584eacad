import assert from "node:assert/strict";
import { test } from "node:test";
import { idsOf, logEngagement, engagementsPath as path } from "../support/engagements.ts";
import { sendRaw } from "../support/raw-http.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

const kinds = ["CALL", "NOTE", "TASK", "MEETING", "EMAIL"];

async function timeline(portal: TestPortal, associations = {}): Promise<number[]> {
  const ids: number[] = [];
  for (const type of [...kinds, "CALL", "NOTE"]) {
    ids.push((await logEngagement(portal, type, { body: type }, associations)).engagement.id);
  }
  return ids;
}

/** Follows the offsets of a list to its end. */
async function readAll(portal: TestPortal, address: string): Promise<number[]> {
  const ids: number[] = [];
  for (let offset = 0, more = true; more; ) {
    const { status, body, text } = await portal.get(`${address}&offset=${offset}`);
    assert.equal(status, 200, text);
    ids.push(...idsOf(body));
    more = body.hasMore;
    offset = body.offset;
  }
  return ids;
}

test("the list of all engagements mixes the kinds in the order of their age, page by page", async () => {
  const portal = await newPortal();
  await portal.create("contacts");
  const ids = await timeline(portal);
  await portal.delete(`${path}/${ids[3]}`);
  const left = ids.filter((id) => id !== ids[3]);
  for (const limit of [1, 2, 4, 6, 250]) assert.deepEqual(await readAll(portal, `${path}/paged?limit=${limit}`), left);
  const { body } = await portal.get(`${path}/paged`);
  assert.deepEqual(
    body.results.map(({ engagement }: { engagement: { type: string } }) => engagement.type),
    ["CALL", "NOTE", "TASK", "EMAIL", "CALL", "NOTE"],
  );
  assert.deepEqual([body.hasMore, body.offset], [false, left.at(-1)]);
  const past = await portal.get(`${path}/paged?offset=${left.at(-1)}`);
  assert.deepEqual(past.body, { results: [], hasMore: false, offset: left.at(-1) });
});

test("the list of recent engagements begins with the latest change and can be narrowed by time", async () => {
  const portal = await newPortal();
  const ids = await timeline(portal);
  const start = Date.now() + 3_600_000;
  await withClockAhead(3_600_000, async () => {
    await portal.patch(`${path}/${ids[2]}`, { metadata: { subject: "Changed" } });
  });
  await withClockAhead(7_200_000, async () => {
    await portal.patch(`${path}/${ids[0]}`, { metadata: { title: "Changed" } });
  });
  const expected = [ids[0], ids[2], ids[6], ids[5], ids[4], ids[3], ids[1]];
  const { body } = await portal.get(`${path}/recent/modified`);
  assert.deepEqual([idsOf(body), body.total, body.hasMore, body.offset], [expected, 7, false, 7]);
  assert.deepEqual(await readAll(portal, `${path}/recent/modified?count=3`), expected);
  const late = (await portal.get(`${path}/recent/modified?since=${start - 60_000}&count=1`)).body;
  assert.deepEqual([idsOf(late), late.total, late.hasMore, late.offset], [[ids[0]], 2, true, 1]);
});

test("the engagements of a record are those of its own, of all kinds, each once", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const other = await portal.create("contacts");
  await timeline(portal, { contactIds: [other] });
  const ids = await timeline(portal, { contactIds: [contact, other] });
  for (const name of ["contact", "CONTACT", "0-1"]) {
    for (const limit of [1, 3, 100]) {
      assert.deepEqual(await readAll(portal, `${path}/associated/${name}/${contact}/paged?limit=${limit}`), ids);
    }
  }
  assertRefusal(await portal.get(`${path}/associated/contact/424242/paged`), 404, { category: "OBJECT_NOT_FOUND" });
  assertRefusal(await portal.get(`${path}/associated/widget/${contact}/paged`), 400);
});

test("limits and offsets out of range are refused by name", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  for (const [query, name] of [
    ["paged?limit=0", "limit"],
    ["paged?limit=251", "limit"],
    ["paged?offset=x", "offset"],
    ["paged?offset=-1", "offset"],
    [`paged?offset=${"9".repeat(16)}`, "offset"],
    ["recent/modified?count=101", "count"],
    ["recent/modified?since=today", "since"],
    ["recent/modified?offset=10001", "offset"],
    [`associated/contact/${contact}/paged?limit=101`, "limit"],
  ]) {
    const message = new RegExp(`^Unable to parse value for query parameter: ${name}`);
    assertRefusal(await portal.get(`${path}/${query}`), 400, { category: "VALIDATION_ERROR", message }, query);
  }
  const end = await portal.get(`${path}/recent/modified?offset=10000`);
  assert.deepEqual(end.body, { results: [], hasMore: false, offset: 10_000, total: 0 });
});

/** A request as old libraries send it: with a body whatever the method. */
const sendOldWay = (portal: TestPortal, method: string, target: string, body: string) =>
  sendRaw(portal, { method, target, body });

test("a client of the old days logs, lists, changes and deletes a call", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const logged = await sendOldWay(
    portal,
    "POST",
    `${path}?associations[0]=x`,
    JSON.stringify({
      engagement: { active: true, ownerId: portal.ownerId, type: "CALL", timestamp: 1773711164000 },
      associations: { contactIds: [Number(contact), null], companyIds: [null], dealIds: [], ownerIds: [null] },
      attachments: [],
      metadata: { toNumber: "5618769964", durationMilliseconds: "38000", status: "COMPLETED", body: "" },
    }),
  );
  assert.equal(logged.status, 200, logged.text);
  const { engagement, associations, metadata } = logged.body;
  assert.deepEqual([associations.contactIds, associations.ownerIds], [[Number(contact)], []]);
  assert.deepEqual(metadata, { toNumber: "5618769964", status: "COMPLETED", durationMilliseconds: 38000 });

  const listed = await sendOldWay(portal, "GET", `${path}/paged?limit=250&count=100`, "{}");
  assert.deepEqual(idsOf(listed.body), [engagement.id]);
  assert.equal((await sendOldWay(portal, "GET", `${path}/${engagement.id}`, "")).status, 200);

  const whole = listed.body.results[0];
  whole.metadata.body = "Left a message";
  const put = await sendOldWay(portal, "PUT", `${path}/${engagement.id}`, JSON.stringify(whole));
  assert.equal(put.body.metadata.body, "Left a message");
  assert.equal((await sendOldWay(portal, "DELETE", `${path}/${engagement.id}`, "{}")).status, 204);
  assert.equal((await sendOldWay(portal, "GET", `${path}/${engagement.id}`, "")).status, 404);
});
