import assert from "node:assert/strict";
import { test } from "node:test";
import { newPortal } from "../support/test-app.ts";

test("a call is created, read, changed, and every step shows what is stored", async () => {
  const portal = await newPortal();
  const created = await portal.post("/crm/v3/objects/calls", {
    properties: { hs_timestamp: "2026-03-17T01:32:44.872Z", hs_call_title: "Renewal talk", hs_call_duration: 42000 },
  });
  assert.equal(created.status, 201);
  assert.equal(created.body.properties.hs_call_duration, "42000");
  const path = `/crm/v3/objects/calls/${created.body.id}`;

  const changed = await portal.patch(path, { properties: { hs_call_title: "Renewal agreed" } });
  assert.equal(changed.status, 200);
  assert.equal(changed.body.properties.hs_call_title, "Renewal agreed");

  const read = await portal.get(`${path}?properties=hs_call_title,hs_call_body`);
  assert.equal(read.status, 200);
  assert.deepEqual(read.body.properties, {
    hs_call_body: null,
    hs_call_title: "Renewal agreed",
    hs_createdate: created.body.createdAt,
    hs_lastmodifieddate: changed.body.updatedAt,
    hs_object_id: created.body.id,
  });
});
