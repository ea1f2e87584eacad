import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf } from "../support/call-links.ts";
import { assertRefusal } from "../support/refusal.ts";
import { createSchema } from "../support/schemas.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

/** What calls can be logged on beside contacts, companies, deals and tickets: ids from the contract's 4.1 and 4.2. */
const furtherTypes = [
  ["lead", "0-136", 597, 596, "hs_lead_name"],
  ["appointment", "0-421", 913, 912, "hs_appointment_name"],
  ["course", "0-410", 867, 866, "hs_course_name"],
  ["listing", "0-420", 891, 890, "hs_name"],
  ["service", "0-162", 841, 840, "hs_name"],
  ["order", "0-123", 773, 772, "hs_order_name"],
  ["project", "0-970", 1258, 1257, "hs_name"],
  ["feedback_submission", "0-19", 1156, 1155, "hs_submission_name"],
] as const;

for (const [singular, typeId, fromCall, toCall, nameProperty] of furtherTypes) {
  const plural = `${singular}s`;

  test(`a call is logged on a ${singular}, found by it, pinned on it, and goes to the bin and back`, async () => {
    const portal = await newPortal();
    const id = await portal.create(plural, { [nameProperty]: "First" });
    const callId = await portal.create("calls", {}, [association(id, fromCall)]);
    const there = [{ id, type: `call_to_${singular}` }];
    const back = [{ id: callId, type: `${singular}_to_call` }];
    for (const spelling of [plural, singular, singular.toUpperCase(), typeId]) {
      assert.deepEqual(await associationsOf(portal, "calls", callId, spelling), there);
      const read = await portal.get(`/crm/v3/objects/${spelling}/${id}?associations=calls`);
      assert.equal(read.body.properties[nameProperty], "First");
      assert.deepEqual(read.body.associations.calls.results, back);
    }
    const types = await portal.get(`/crm/v3/associations/${plural}/calls/types`);
    assert.deepEqual(types.body.results, [{ id: String(toCall), name: `${singular}_to_call` }]);

    const filters = [{ propertyName: `associations.${singular}`, operator: "EQ", value: id }];
    assert.equal((await portal.post("/crm/v3/objects/calls/search", { filters })).body.results[0].id, callId);
    const found = await portal.post(`/crm/v3/objects/${plural}/search`, { query: "first" });
    assert.deepEqual([found.body.total, found.body.results[0].id], [1, id]);

    const path = `/crm/v3/objects/${plural}/${id}`;
    const pinned = async () => (await portal.get(`${path}?properties=hs_pinned_engagement_id`)).body.properties;
    await portal.patch(path, { properties: { hs_pinned_engagement_id: callId } });
    assert.equal((await pinned()).hs_pinned_engagement_id, callId);
    await portal.delete(`/crm/v3/objects/calls/${callId}`);
    assert.equal((await pinned()).hs_pinned_engagement_id, null);
    await portal.post(`/crm/v3/objects/calls/${callId}/restore`);
    await portal.delete(path);
    assert.deepEqual(await associationsOf(portal, "calls", callId, plural), []);
    await portal.post(`${path}/restore`);
    assert.deepEqual(await associationsOf(portal, "calls", callId, plural), there);
    assert.equal((await pinned()).hs_pinned_engagement_id, callId);
  });

  test(`calls and ${plural} are associated by every path, in the right direction only`, async () => {
    const portal = await newPortal();
    const [id, callId] = [await portal.create(plural), await portal.create("calls")];
    await assertUnchanged(portal, async () => {
      for (const type of [toCall, `${singular}_to_call`]) {
        const path = `/crm/v3/objects/calls/${callId}/associations/${plural}/${id}/${type}`;
        assertRefusal(await portal.put(path), 400, { category: "VALIDATION_ERROR" });
      }
    });
    for (const path of [
      `/crm/v3/objects/calls/${callId}/associations/${plural}/${id}/${fromCall}`,
      `/crm/v3/objects/calls/${callId}/associations/${singular}/${id}/call_to_${singular}`,
      `/crm/v3/objects/${plural}/${id}/associations/calls/${callId}/${toCall}`,
      `/crm/v4/objects/calls/${callId}/associations/default/${typeId}/${id}`,
    ]) {
      assert.equal((await portal.put(path)).status, 200, path);
      assert.equal((await associationsOf(portal, plural, id, "calls")).length, 1);
      assert.equal((await portal.delete(`/crm/v4/objects/calls/${callId}/associations/${plural}/${id}`)).status, 204);
      assert.deepEqual(await associationsOf(portal, plural, id, "calls"), []);
    }
  });

  test(`${plural} are reached with their own scopes`, async () => {
    const portal = await newPortal();
    const id = await portal.create(plural);
    const others = await portal.withScopes(["crm.objects.contacts.read", "crm.objects.contacts.write"]);
    assertRefusal(await others.get(`/crm/v3/objects/${plural}/${id}`), 403, { category: "MISSING_SCOPES" });
    const reader = await portal.withScopes([`crm.objects.${plural}.read`]);
    assert.equal((await reader.get(`/crm/v3/objects/${plural}/${id}`)).status, 200);
    assertRefusal(await reader.delete(`/crm/v3/objects/${plural}/${id}`), 403);
  });
}

test("a portal may call a type of its own like one of them, and then has both", async () => {
  const portal = await newPortal();
  const builtIn = await portal.create("projects", { hs_name: "Ours" });
  const schema = await createSchema(portal, { name: "project" });
  const own = await portal.create("project", { serial: "1" });
  for (const spelling of ["project", schema.fullyQualifiedName, schema.objectTypeId]) {
    assert.equal((await portal.get(`/crm/v3/objects/${spelling}/${own}`)).status, 200, spelling);
    assertRefusal(await portal.get(`/crm/v3/objects/${spelling}/${builtIn}`), 404);
  }
  for (const spelling of ["projects", "0-970"]) {
    assert.equal((await portal.get(`/crm/v3/objects/${spelling}/${builtIn}`)).status, 200, spelling);
  }
  const callId = await portal.create("calls", {}, [association(builtIn, 1258)]);
  await portal.put(`/crm/v4/objects/calls/${callId}/associations/default/project/${own}`);
  const read = await portal.get(`/crm/v3/objects/calls/${callId}?associations=project,0-970`);
  const { associations } = read.body;
  assert.deepEqual(
    [associations.projects.results[0].id, associations[schema.fullyQualifiedName].results[0].id],
    [builtIn, own],
  );
});

test("a deal is associated with a deal, and a ticket with a ticket, the same from both sides", async () => {
  const portal = await newPortal();
  for (const [plural, typeId] of [
    ["deals", 451],
    ["tickets", 452],
  ] as const) {
    const one = await portal.create(plural);
    const other = await portal.create(plural, {}, [association(one, typeId)]);
    assert.deepEqual(
      [await associationsOf(portal, plural, one, plural), await associationsOf(portal, plural, other, plural)].map(
        ([link]) => link?.id,
      ),
      [other, one],
    );
  }
});
