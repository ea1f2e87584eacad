import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { setPortalStrict } from "../../src/domain/accounts/portals.ts";
import { assertRefusal, problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, type TestPortal, testApp } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const header = "x-trunkline-ignored-properties";

async function setStrict(portal: TestPortal, strict: boolean | undefined): Promise<void> {
  const { database } = (await testApp()).services;
  await database.transaction((tx) => setPortalStrict(tx, portal.portalId, strict));
}

/** A portal that was strict before the server first heard of it. */
async function newStrictPortal(): Promise<TestPortal> {
  const portal = await newPortal();
  await setStrict(portal, true);
  return portal;
}

test("an update passes over unknown and read-only names, names them in a header, and makes the other changes", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const changed = await portal.patch(`${calls}/${id}`, {
    properties: {
      no_such_property: "x",
      hs_call_title: "kept",
      hs_object_id: "1",
      HS_CALL_BODY: "x",
      hs_createdate: 1,
    },
  });
  assert.equal(changed.status, 200);
  assert.equal(changed.headers.get(header), "no_such_property,hs_object_id,HS_CALL_BODY,hs_createdate");
  assert.equal(changed.body.properties.hs_call_title, "kept");
  assert.equal(changed.body.properties.hs_object_id, id);
  assert.equal("no_such_property" in changed.body.properties, false);
  assert.equal("hs_call_body" in changed.body.properties, false);
});

test("an update of known names only has no such header", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const changed = await portal.patch(`${calls}/${id}`, { properties: { hs_call_title: "x" } });
  assert.equal(changed.headers.has(header), false);
});

test("an update of nothing but ignored names succeeds and changes nothing, whatever the values", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await assertUnchanged(portal, async () => {
    for (const value of ["x", 1, null, { deep: [1] }, ["a"]]) {
      const answer = await portal.patch(`${calls}/${id}`, {
        properties: { no_such_property: value, hs_createdate: value, constructor: value, toString: value },
      });
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.headers.get(header), "no_such_property,hs_createdate,constructor,toString");
    }
  });
});

test("names that no header can hold are escaped there", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const names = ["a,b", "zeile\r\nx-evil: 1", "größe", "漢字", "", " ", "\ud800", "x".repeat(5000)];
  const properties = Object.fromEntries(names.map((name) => [name, "x"]));
  const answer = await portal.patch(`${calls}/${id}`, { properties });
  assert.equal(answer.status, 200);
  const escaped = "a%2Cb,zeile%0D%0Ax-evil%3A%201,gr%C3%B6%C3%9Fe,%E6%BC%A2%E5%AD%97,,%20,%EF%BF%BD,...";
  assert.equal(answer.headers.get(header), escaped);
  assert.equal(answer.headers.has("x-evil"), false);
});

test("a strict portal refuses unknown and read-only names of an update, and stores nothing of it", async () => {
  const portal = await newStrictPortal();
  const id = await portal.create("calls", { hs_call_title: "before" });
  await assertUnchanged(portal, async () => {
    const answer = await portal.patch(`${calls}/${id}`, {
      properties: { hs_call_title: "after", no_such_property: "x", hs_createdate: "1" },
    });
    assert.deepEqual(problemsOf(answer), {
      no_such_property: "PROPERTY_DOESNT_EXIST",
      hs_createdate: "READ_ONLY_VALUE",
    });
    assert.equal(answer.body.errors[0].message, 'Property "no_such_property" does not exist');
    assert.equal(answer.headers.has(header), false);
  });
  assert.equal((await portal.patch(`${calls}/${id}`, { properties: { hs_call_title: "after" } })).status, 200);
});

for (const [kind, make] of [
  ["lenient", newPortal],
  ["strict", newStrictPortal],
] as const) {
  test(`a ${kind} portal refuses unknown and read-only names of a create`, async () => {
    const portal = await make();
    await assertUnchanged(portal, async () => {
      const properties = { hs_timestamp: 1, no_such_property: "x", hs_object_id: "", HS_CALL_TITLE: "x" };
      assert.deepEqual(problemsOf(await portal.post(calls, { properties })), {
        no_such_property: "PROPERTY_DOESNT_EXIST",
        hs_object_id: "READ_ONLY_VALUE",
        HS_CALL_TITLE: "PROPERTY_DOESNT_EXIST",
      });
    });
  });
}

test("a strict portal asks for the properties that a lenient one completes", async () => {
  const strict = await newStrictPortal();
  for (const [plural, singular, required] of [
    ["deals", "DEAL", ["dealname", "dealstage"]],
    ["tickets", "TICKET", ["subject", "hs_pipeline_stage"]],
  ] as const) {
    assertRefusal(await strict.post(`/crm/v3/objects/${plural}`, { properties: {} }), 400, {
      category: "VALIDATION_ERROR",
      message: `Error creating ${singular}. Some required properties were not set.`,
      context: { properties: required },
    });
  }
  const lenient = await newPortal();
  const deal = await lenient.post("/crm/v3/objects/deals", { properties: {} });
  assert.deepEqual(
    [deal.status, deal.body.properties.pipeline, deal.body.properties.dealstage],
    [201, "default", "appointmentscheduled"],
  );
});

test("a portal whose strictness is left to the server is as lenient as the server", async () => {
  const portal = await newStrictPortal();
  await setStrict(portal, undefined);
  const id = await portal.create("calls");
  assert.equal((await portal.patch(`${calls}/${id}`, { properties: { no_such_property: "x" } })).status, 200);
});

test("a server that runs notices when a portal becomes strict", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await setStrict(portal, true);
  let answered = 0;
  for (let attempt = 0; attempt < 200 && answered !== 400; attempt += 1) {
    answered = (await portal.patch(`${calls}/${id}`, { properties: { no_such_property: "x" } })).status;
    if (answered !== 400) await wait(20);
  }
  assert.equal(answered, 400);
});

test("a header of very many names is cut after a whole one, and says so", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const names of [Array.from({ length: 900 }, (_, index) => `größe_${index}`), ["x".repeat(5_000)]]) {
    const properties = Object.fromEntries(names.map((name) => [name, "1"]));
    const answer = await portal.patch(`${calls}/${id}`, { properties });
    const told = (answer.headers.get(header) ?? "").split(",").map(decodeURIComponent);
    assert.ok(answer.status === 200 && (answer.headers.get(header)?.length ?? 0) < 4_100);
    assert.equal(told.pop(), "...");
    assert.deepEqual(told, names.slice(0, told.length));
  }
});
