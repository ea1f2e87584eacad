import assert from "node:assert/strict";
import { test } from "node:test";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { association, associationsOf } from "../support/call-links.ts";
import { logEngagement } from "../support/engagements.ts";
import { pinnedCall, readPin } from "../support/pins.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const path = "/crm-associations/v1/associations";

function named(fromObjectId: unknown, toObjectId: unknown, definitionId: unknown, category = "HUBSPOT_DEFINED") {
  return { fromObjectId, toObjectId, category, definitionId };
}

async function listed(portal: TestPortal, id: unknown, definitionId: number): Promise<number[]> {
  const { status, body, text } = await portal.get(`${path}/${id}/HUBSPOT_DEFINED/${definitionId}`);
  assert.equal(status, 200, text);
  return body.results;
}

/** Each pair of numbers of an engagement and a record. */
const engagementNumbers = [
  { plural: "companies", there: 8, back: 7 },
  { plural: "contacts", there: 10, back: 9 },
  { plural: "deals", there: 12, back: 11 },
  { plural: "tickets", there: 18, back: 17 },
];

test("the numbers for engagements associate any kind of them, from either side", async () => {
  const portal = await newPortal();
  const kinds = ["CALL", "NOTE", "TASK", "MEETING", "EMAIL"];
  for (const { plural, there, back } of engagementNumbers) {
    const record = Number(await portal.create(plural));
    const ids: number[] = [];
    for (const kind of kinds) {
      const { id } = (await logEngagement(portal, kind)).engagement;
      const body = ids.length % 2 === 0 ? named(id, record, there) : named(String(record), id, String(back));
      const answer = await portal.put(path, body);
      assert.equal(answer.status, 204, answer.text);
      ids.push(id);
      assert.deepEqual(await listed(portal, id, there), [record]);
    }
    assert.deepEqual(await listed(portal, record, back), ids);
    for (const id of ids.slice(1))
      assert.equal((await portal.put(`${path}/delete`, named(id, record, there))).status, 204);
    assert.deepEqual(await listed(portal, record, back), ids.slice(0, 1));
    assert.equal((await portal.request("DELETE", path, named(record, ids[0], back))).status, 204);
    assert.deepEqual(await listed(portal, record, back), []);
  }
});

test("what is associated in the newer paths is listed here page by page, and archived records are not", async () => {
  const portal = await newPortal();
  const calls: number[] = [];
  for (let count = 0; count < 5; count += 1) calls.push(Number(await portal.create("calls")));
  const contact = await portal.create(
    "contacts",
    {},
    calls.map((id) => association(id, 193)),
  );
  await portal.delete(`/crm/v3/objects/calls/${calls[2]}`);
  const seen: number[] = [];
  for (let offset = 0, more = true; more; ) {
    const { body } = await portal.get(`${path}/${contact}/HUBSPOT_DEFINED/9?limit=2&offset=${offset}`);
    seen.push(...body.results);
    more = body.hasMore;
    offset = body.offset;
  }
  assert.deepEqual(
    seen,
    calls.filter((id) => id !== calls[2]),
  );
  assert.deepEqual(await listed(portal, calls[0], 194), [Number(contact)]);
});

test("the number of a pair with a primary record makes one, lists every record of the pair, and takes it away", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const [primary, plain] = [await portal.create("companies"), await portal.create("companies")];
  await portal.put(path, named(contact, primary, 1));
  await portal.put(`/crm/v3/objects/contacts/${contact}/associations/companies/${plain}/279`);
  assert.deepEqual(
    (await associationsOf(portal, "contacts", contact, "companies")).map(({ id, type }) => [id, type]),
    [
      [primary, "contact_to_company"],
      [primary, "contact_to_company_unlabeled"],
      [plain, "contact_to_company_unlabeled"],
    ],
  );
  assert.deepEqual(await listed(portal, contact, 1), [Number(primary), Number(plain)]);
  assert.deepEqual(await listed(portal, primary, 2), [Number(contact)]);
  for (const company of [primary, plain]) await portal.put(`${path}/delete`, named(contact, company, 1));
  assert.deepEqual(await associationsOf(portal, "contacts", contact, "companies"), []);
});

test("parents and children keep their direction", async () => {
  const portal = await newPortal();
  const [parent, child] = [await portal.create("companies"), await portal.create("companies")];
  await portal.put(path, named(parent, child, 13));
  assert.deepEqual(await listed(portal, parent, 13), [Number(child)]);
  assert.deepEqual(await listed(portal, parent, 14), []);
  assert.deepEqual(await listed(portal, child, 14), [Number(parent)]);
});

test("a batch is done as a whole or not at all", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const calls = [await portal.create("calls"), await portal.create("calls")];
  const inputs = calls.map((id) => named(id, contact, 10));
  await assertUnchanged(portal, async () => {
    const wrong = [...inputs, named(calls[0], "424242", 10)];
    assertRefusal(await portal.put(`${path}/create-batch`, wrong), 400, { category: "VALIDATION_ERROR" });
    const tooMany = Array.from({ length: 101 }, () => inputs[0]);
    assertRefusal(await portal.put(`${path}/create-batch`, tooMany), 400, { message: /at most 100/ });
  });
  assert.equal((await portal.put(`${path}/create-batch`, inputs)).status, 204);
  assert.deepEqual(await listed(portal, contact, 9), calls.map(Number));
  assertRefusal(await portal.put(`${path}/delete-batch`, [...inputs, named("424242", contact, 10)]), 404);
  assert.deepEqual(await listed(portal, contact, 9), calls.map(Number));
  assert.equal((await portal.put(`${path}/delete-batch`, inputs)).status, 204);
  assert.deepEqual(await listed(portal, contact, 9), []);
  assert.equal((await portal.put(`${path}/delete-batch`, [])).status, 204);
});

test("taking an engagement away clears the pin that rested on it", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  await portal.put(`${path}/delete`, named(record.id, callId, 9));
  assert.equal(await readPin(portal, record), null);
});

test("what cannot be meant is refused and changes nothing", async () => {
  const portal = await newPortal();
  const contact = await portal.create("contacts");
  const call = await portal.create("calls");
  const wrong: [body: unknown, status: number][] = [
    [{}, 400],
    [[], 400],
    [named(call, contact, 4711), 400],
    [named(call, contact, 0), 400],
    [named(call, contact, "ten"), 400],
    [named(call, contact, 10, "USER_DEFINED"), 400],
    [named(call, contact, 194, "\ud800"), 400],
    [named(call, contact, 597), 400],
    [named(call, contact, 9), 400],
    [named(contact, call, 10), 404],
    [named("x", contact, 10), 404],
    [named("424242", contact, 10), 404],
    [named(call, "x", 10), 400],
    [named(call, "-1", 10), 400],
    [named(call, "424242", 10), 400],
    [named(contact, "424242", 9), 400],
    [named(null, contact, 10), 400],
    [named("\ud800", contact, 10), 400],
  ];
  await assertUnchanged(portal, async () => {
    for (const [body, status] of wrong) {
      assertRefusal(await portal.put(path, body), status, {}, JSON.stringify(body));
    }
    assertRefusal(await portal.get(`${path}/424242/HUBSPOT_DEFINED/9`), 404);
    assertRefusal(await portal.get(`${path}/${call}/HUBSPOT_DEFINED/4711`), 400);
    assertRefusal(await portal.get(`${path}/${call}/HUBSPOT_DEFINED/10?offset=x`), 400);
  });
});

test("associations are written by PUT, and a client that sends PATCH or POST is told so", async () => {
  const portal = await newPortal();
  const [call, contact] = [await portal.create("calls"), await portal.create("contacts")];
  const link = { fromObjectId: call, toObjectId: contact, category: "HUBSPOT_DEFINED", definitionId: 10 };
  await assertUnchanged(portal, async () => {
    for (const [end, allow] of [
      ["", "DELETE, PUT"],
      ["/create-batch", "PUT"],
      ["/delete", "PUT"],
      ["/delete-batch", "PUT"],
    ] as const) {
      for (const method of ["PATCH", "POST"]) {
        const answer = await portal.request(method, `/crm-associations/v1/associations${end}`, link);
        assertRefusal(answer, 405, {}, `${method} ${end}`);
        assert.equal(answer.headers.get("allow"), allow);
      }
    }
  });
});

test("the scopes of both ends are needed", async () => {
  const portal = await newPortal();
  const deal = await portal.create("deals");
  const call = await portal.create("calls", {}, [association(deal, 206)]);
  for (const scope of ["crm.objects.contacts", "crm.objects.deals"]) {
    const limited = await portal.withScopes(allScopes.filter((one) => !one.startsWith(scope)));
    await assertUnchanged(portal, async () => {
      const body = named(call, deal, 12);
      for (const [method, address, sent] of [
        ["PUT", path, body],
        ["PUT", `${path}/delete`, body],
        ["DELETE", path, body],
        ["PUT", `${path}/create-batch`, [body]],
        ["PUT", `${path}/delete-batch`, [body]],
        ["GET", `${path}/${call}/HUBSPOT_DEFINED/12`, undefined],
      ] as const) {
        assertRefusal(await limited.request(method, address, sent), 403, { category: "MISSING_SCOPES" }, address);
      }
    });
  }
});
