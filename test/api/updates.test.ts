import assert from "node:assert/strict";
import { test } from "node:test";
import { addFiles } from "../support/files.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal, withClockAhead } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

test("an update answers with all that is stored, what it cleared as null, in wire order", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, {
    properties: { hs_timestamp: 1, hs_call_title: "before", hs_call_to_number: "1" },
  });
  const { id, createdAt, url } = created.body;
  const changed = await withClockAhead(1000, () =>
    portal.patch(`${calls}/${id}`, {
      properties: { hs_call_to_number: "", hs_call_body: null, hs_call_title: "after" },
    }),
  );
  assert.equal(changed.status, 200);
  const { hs_lastmodifieddate: _, ...kept } = created.body.properties;
  const properties: Record<string, unknown> = {
    ...kept,
    hs_call_body: null,
    hs_call_title: "after",
    hs_call_to_number: null,
    hs_lastmodifieddate: changed.body.updatedAt,
  };
  const sorted = Object.fromEntries(
    Object.keys(properties)
      .sort()
      .map((name) => [name, properties[name]]),
  );
  const { updatedAt } = changed.body;
  assert.equal(changed.text, JSON.stringify({ id, properties: sorted, createdAt, updatedAt, archived: false, url }));
});

test("a change moves the time of the last change and not that of the creation", async () => {
  const portal = await newPortal();
  const created = await portal.post(calls, { properties: { hs_timestamp: 1 } });
  const path = `${calls}/${created.body.id}`;
  await withClockAhead(60_000, () => portal.patch(path, { properties: { hs_call_title: "x" } }));
  const { body } = await portal.get(path);
  assert.equal(body.createdAt, created.body.createdAt);
  assert.equal(body.properties.hs_createdate, created.body.createdAt);
  assert.equal(body.properties.hs_lastmodifieddate, body.updatedAt);
  assert.ok(Date.parse(body.updatedAt) >= Date.parse(created.body.updatedAt) + 60_000);
});

test("values equal to the stored ones change nothing, however they are written", async () => {
  const portal = await newPortal();
  const files = await addFiles(portal, 2);
  const id = await portal.create("calls", {
    hs_timestamp: "2026-03-17T01:32:44.872Z",
    hs_call_duration: "42000",
    hs_call_status: "MISSED",
    hs_unknown_visitor_conversation: true,
    hubspot_owner_id: portal.ownerId,
    hs_attachment_ids: files.join(";"),
    hs_call_body: "notes",
  });
  await assertUnchanged(portal, () =>
    withClockAhead(5000, async () => {
      for (const properties of [
        { hs_timestamp: 1773711164872 },
        { hs_timestamp: "2026-03-17T03:32:44.872+02:00" },
        { hs_call_duration: 42000, hs_call_status: "missed", hs_unknown_visitor_conversation: "True" },
        {
          hubspot_owner_id: Number(portal.ownerId),
          hs_attachment_ids: `;${files.toReversed().join(";")}`,
          hs_call_body: "notes",
        },
        { hs_call_title: "", hs_call_from_number: null },
      ]) {
        const answer = await portal.patch(`${calls}/${id}`, { properties });
        assert.equal(answer.status, 200, answer.text);
      }
    }),
  );
});

test("a record is written back as it was read, and nothing changes", async () => {
  const portal = await newPortal();
  const types: Record<string, Record<string, unknown>> = {
    calls: { hs_call_body: "<p>notes</p>", hubspot_owner_id: portal.ownerId, hs_call_status: "MISSED" },
    contacts: { email: "ada@example.com", firstname: "Ada" },
    deals: { dealname: "Big", amount: "10.00", closedate: "2026-03-17" },
  };
  for (const [plural, properties] of Object.entries(types)) {
    const id = await portal.create(plural, properties);
    const definitions = await portal.get(`/crm/v3/properties/${plural}`);
    const names = definitions.body.results.map(({ name }: { name: string }) => name).join(",");
    const path = `/crm/v3/objects/${plural}/${id}`;
    const read = await portal.get(`${path}?properties=${names}`);
    await assertUnchanged(portal, async () => {
      const written = await withClockAhead(5000, () => portal.patch(path, { properties: read.body.properties }));
      assert.equal(written.status, 200, written.text);
    });
  }
});

test("an empty string and null clear a property, which reads as null from then on", async () => {
  const portal = await newPortal();
  for (const nothing of ["", null]) {
    const id = await portal.create("calls", { hs_call_title: "x", hs_call_status: "BUSY", hs_call_duration: 1 });
    const properties = { hs_call_title: nothing, hs_call_status: nothing, hs_call_duration: nothing };
    const changed = await portal.patch(`${calls}/${id}`, { properties });
    const read = await portal.get(`${calls}/${id}?properties=${Object.keys(properties)}`);
    for (const name of Object.keys(properties)) {
      assert.equal(changed.body.properties[name], null, name);
      assert.equal(read.body.properties[name], null, name);
    }
  }
});

test("a create passes over what is empty", async () => {
  const portal = await newPortal();
  const properties = {
    hs_timestamp: 1,
    hs_call_title: "",
    hs_call_body: null,
    hs_call_status: "",
    hubspot_owner_id: null,
  };
  const created = await portal.post(calls, { properties });
  assert.equal(created.status, 201);
  for (const name of Object.keys(properties).slice(1)) assert.equal(name in created.body.properties, false, name);
});

test("an update that names no property is refused with the service's words", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await assertUnchanged(portal, async () => {
    for (const body of [{}, { properties: {} }, { properties: null }, { id, hs_call_title: "x" }]) {
      assertRefusal(await portal.patch(`${calls}/${id}`, body), 400, {
        category: "VALIDATION_ERROR",
        message: "No properties found to update, please provide at least one.",
      });
    }
  });
});

test("a record that is not there or in the bin cannot be changed", async () => {
  const portal = await newPortal();
  const id = await portal.create("contacts", { email: "ada@example.com" });
  await portal.delete(`/crm/v3/objects/contacts/${id}`);
  await assertUnchanged(portal, async () => {
    for (const reference of [id, "424242", "ada@example.com?idProperty=email"]) {
      const answer = await portal.patch(`/crm/v3/objects/contacts/${reference}`, { properties: { phone: "1" } });
      assertRefusal(answer, 404, { category: "OBJECT_NOT_FOUND", message: "resource not found" }, reference);
    }
  });
});

test("members beside properties are passed over", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const changed = await portal.patch(`${calls}/${id}`, {
    id: "1",
    archived: true,
    associations: "none",
    properties: { hs_call_title: "x" },
    objectWriteTraceId: {},
  });
  assert.equal(changed.status, 200);
  assert.deepEqual([changed.body.id, changed.body.archived], [id, false]);
  const created = await portal.post(calls, {
    id: 7,
    createdAt: 1,
    properties: { hs_timestamp: 1 },
    associations: null,
  });
  assert.equal(created.status, 201);
  assert.notEqual(created.body.id, "7");
});
