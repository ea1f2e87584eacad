import assert from "node:assert/strict";
import { test } from "node:test";
import { define, definition } from "../support/properties.ts";
import { newPortal } from "../support/test-app.ts";

const path = "/crm/v3/properties/calls";

test("groups are made, read, changed and deleted, and hold on to their properties", async () => {
  const portal = await newPortal();
  const groups = `${path}/groups`;
  assert.deepEqual((await portal.get(groups)).body.results, [
    { name: "call", label: "Call information", displayOrder: -1, archived: false },
  ]);
  const created = await portal.post(groups, { name: "quality", label: "Quality", displayOrder: 2 });
  assert.equal(created.status, 201);
  assert.deepEqual(created.body, { name: "quality", label: "Quality", displayOrder: 2, archived: false });
  assert.equal((await portal.post(groups, { name: "quality", label: "Quality" })).status, 409);
  assert.equal((await portal.post(groups, { name: "call", label: "Mine" })).status, 409);
  assert.equal((await portal.post(groups, { name: "Quality", label: "Quality" })).status, 400);
  await define(portal, definition("score", { groupName: "quality" }));
  const changed = await portal.patch(`${groups}/quality`, { label: "Grade" });
  assert.deepEqual(changed.body, { ...created.body, label: "Grade" });
  assert.deepEqual((await portal.get(`${groups}/quality`)).body, changed.body);
  const inUse = await portal.delete(`${groups}/quality`);
  assert.equal(inUse.status, 400);
  assert.deepEqual(inUse.body.context, { properties: ["score"] });
  await portal.delete(`${path}/score`);
  assert.equal((await portal.delete(`${groups}/quality`)).status, 204);
  assert.equal((await portal.get(`${groups}/quality`)).status, 404);
  assert.equal((await portal.delete(`${groups}/quality`)).status, 404);
  assert.match((await portal.post(`${path}/score/restore`)).body.message, /^Property group "quality" does not exist$/);
  for (const answer of [await portal.patch(`${groups}/call`, { label: "x" }), await portal.delete(`${groups}/call`)]) {
    assert.equal(answer.status, 400);
  }
  assert.equal((await portal.get("/crm/v3/properties/deals/groups")).body.results.length, 1);
});
