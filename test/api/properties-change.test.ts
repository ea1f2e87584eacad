import assert from "node:assert/strict";
import { test } from "node:test";
import { customNames, define, definition, enumeration } from "../support/properties.ts";
import { newPortal } from "../support/test-app.ts";

const path = "/crm/v3/properties/calls";

test("a change of a definition keeps what it does not name", async () => {
  const portal = await newPortal();
  const before = await define(portal, enumeration("mood", ["good", "bad"], { description: "How" }));
  const options = [{ label: "Fine", value: "fine", displayOrder: 9, hidden: true, description: "Quite" }];
  const answer = await portal.patch(`${path}/mood`, { label: "Mood", options, fieldType: "radio", groupName: null });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, {
    ...before,
    updatedAt: answer.body.updatedAt,
    label: "Mood",
    fieldType: "radio",
    options,
  });
  assert.deepEqual((await portal.get(`${path}/mood`)).body, answer.body);
});

test("a change that is not valid changes nothing", async () => {
  const portal = await newPortal();
  const before = await define(portal, definition("mood"));
  const wrong = [{ type: "number", fieldType: "number" }, { hasUniqueValue: true }, { label: "" }, { groupName: "x" }];
  for (const body of [...wrong, { fieldType: "select" }, { options: [{ label: "a", value: "a" }] }, { label: 1 }]) {
    assert.equal((await portal.patch(`${path}/mood`, body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await portal.patch(`${path}/nothing`, { label: "x" })).status, 404);
  assert.deepEqual((await portal.get(`${path}/mood`)).body, before);
});

test("what HubSpot defines can be neither changed nor archived", async () => {
  const portal = await newPortal();
  const before = await portal.get(`${path}/hs_call_title`);
  for (const answer of [
    await portal.patch(`${path}/hs_call_title`, { label: "Heading" }),
    await portal.delete(`${path}/hs_call_title`),
    await portal.post(`${path}/batch/archive`, { inputs: [{ name: "hs_call_title" }] }),
  ]) {
    assert.equal(answer.status, 400);
    assert.match(answer.body.message, /^Property "hs_call_title" is defined by HubSpot: its definition is read-only$/);
  }
  assert.equal((await portal.get(`${path}/hs_call_title`)).text, before.text);
});

test("an archived definition is listed among the archived ones only, and comes back by restore or by its name", async () => {
  const portal = await newPortal();
  const before = await define(portal, definition("mood"));
  assert.equal((await portal.delete(`${path}/mood`)).status, 204);
  assert.deepEqual(await customNames(portal), []);
  assert.deepEqual(await customNames(portal, "?archived=true"), ["mood"]);
  assert.equal((await portal.get(`${path}/mood`)).status, 404);
  const archived = (await portal.get(`${path}/mood?archived=true`)).body;
  assert.equal(archived.archived, true);
  assert.equal(archived.archivedAt, archived.updatedAt);
  for (const answer of [await portal.delete(`${path}/mood`), await portal.patch(`${path}/mood`, { label: "x" })]) {
    assert.equal(answer.status, 404);
  }
  const restored = await portal.post(`${path}/mood/restore`);
  assert.equal(restored.status, 200);
  assert.deepEqual(restored.body, { ...before, updatedAt: restored.body.updatedAt });
  assert.equal((await portal.post(`${path}/mood/restore`)).status, 404);
  await portal.delete(`${path}/mood`);
  const again = await define(portal, definition("mood", { label: "Anew" }));
  assert.deepEqual([again.label, again.archived, again.createdAt], ["Anew", false, before.createdAt]);
  assert.deepEqual(await customNames(portal, "?archived=true"), []);
});

test("a batch creates what is in order, reads what is there, and archives all or nothing", async () => {
  const portal = await newPortal();
  const inputs = [
    definition("one"),
    definition("One"),
    definition("one"),
    definition("hs_call_title"),
    definition("two"),
  ];
  const created = await portal.post(`${path}/batch/create`, { inputs });
  assert.equal(created.status, 207);
  assert.deepEqual(
    created.body.results.map((property: { name: string }) => property.name),
    ["one", "two"],
  );
  assert.deepEqual(
    created.body.errors.map(({ category, context }: { category: string; context: unknown }) => [category, context]),
    [
      ["VALIDATION_ERROR", { name: ["One"] }],
      ["CONFLICT", { name: ["one"] }],
      ["CONFLICT", { name: ["hs_call_title"] }],
    ],
  );
  const wanted = [{ name: "two" }, { name: "none" }, { name: "hs_call_title" }, { name: "two" }];
  const read = await portal.post(`${path}/batch/read`, { archived: false, inputs: wanted });
  assert.equal(read.status, 207);
  assert.deepEqual(
    read.body.results.map((property: { name: string }) => property.name),
    ["two", "hs_call_title"],
  );
  assert.deepEqual(read.body.errors[0].context, { names: ["none"] });
  const mixed = { inputs: [{ name: "one" }, { name: "hs_call_title" }] };
  assert.equal((await portal.post(`${path}/batch/archive`, mixed)).status, 400);
  assert.deepEqual(await customNames(portal), ["one", "two"]);
  const both = { inputs: [{ name: "one" }, { name: "none" }, { name: "two" }] };
  assert.equal((await portal.post(`${path}/batch/archive`, both)).status, 204);
  assert.deepEqual(await customNames(portal), []);
  const archived = await portal.post(`${path}/batch/read`, { archived: true, inputs: [{ name: "one" }] });
  assert.equal(archived.status, 200);
  for (const many of [[], Array.from({ length: 101 }, () => ({ name: "one" }))]) {
    assert.equal((await portal.post(`${path}/batch/read`, { inputs: many })).status, 400);
  }
});
