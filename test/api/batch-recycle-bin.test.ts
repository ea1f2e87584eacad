import assert from "node:assert/strict";
import { test } from "node:test";
import { batch, idsOf, valuesOf } from "../support/batches.ts";
import { association, associationsOf, countOf } from "../support/call-links.ts";
import { pinnedCall, readPin, setPin } from "../support/pins.ts";
import { newPortal } from "../support/test-app.ts";

const inputsOf = (ids: readonly unknown[]) => ids.map((id) => ({ id }));

test("batch archive moves records to the bin, and batch restore brings them back in the order of the inputs", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const ids = [];
  for (const title of ["a", "b", "c"]) {
    ids.push(await portal.create("calls", { hs_call_title: title }, [association(contactId, 194)]));
  }
  const [a, b, c] = ids as [string, string, string];
  const archived = await batch(portal, "calls", "archive", [...inputsOf([c, Number(a), a]), null, { id: null }]);
  assert.deepEqual([archived.status, archived.text], [204, ""]);
  assert.deepEqual((await associationsOf(portal, "contacts", contactId, "calls")).length, 1);
  assert.equal((await portal.get(`/crm/v3/objects/calls/${a}?archived=true`)).body.archived, true);

  const restored = await batch(portal, "calls", "restore", inputsOf([a, c]));
  assert.deepEqual([restored.status, idsOf(restored)], [200, [a, c]]);
  assert.deepEqual(valuesOf(restored, "hs_call_title"), ["a", "c"]);
  assert.equal(restored.body.results[0].archived, false);
  assert.deepEqual(
    (await associationsOf(portal, "contacts", contactId, "calls")).map(({ id }) => id),
    [a, b, c],
  );
});

test("batch archive passes over ids that are not live, and refuses text that is no id without archiving any", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const [callId, foreign] = [await portal.create("calls"), await other.create("calls")];
  const refused = await batch(portal, "calls", "archive", inputsOf([callId, "abc"]));
  assert.deepEqual([refused.status, refused.body.message], [400, "abc is not a valid ID"]);
  assert.equal(await countOf(portal, "calls"), 1);
  const ids = ["424242", foreign, callId, "99999999999999999999"];
  assert.equal((await batch(portal, "calls", "archive", inputsOf(ids))).status, 204);
  assert.deepEqual([await countOf(portal, "calls"), await countOf(other, "calls")], [0, 1]);
});

test("batch restore names what is not in the bin beside what it restored", async () => {
  const portal = await newPortal();
  const [gone, live] = [await portal.create("calls"), await portal.create("calls")];
  await portal.delete(`/crm/v3/objects/calls/${gone}`);
  const answer = await batch(portal, "calls", "restore", inputsOf([live, gone, "abc"]));
  assert.deepEqual([answer.status, idsOf(answer), answer.body.numErrors], [207, [gone], 1]);
  assert.deepEqual(answer.body.errors[0].context, { ids: [live, "abc"] });
});

test("a unique value taken meanwhile keeps the whole batch in the bin", async () => {
  const portal = await newPortal();
  const ids = [await portal.create("contacts"), await portal.create("contacts", { email: "ada@example.com" })];
  await batch(portal, "contacts", "archive", inputsOf(ids));
  const holder = await portal.create("contacts", { email: "ada@example.com" });
  const answer = await batch(portal, "contacts", "restore", inputsOf(ids));
  assert.deepEqual([answer.status, answer.body.context.existingId], [409, [holder]]);
  assert.equal(await countOf(portal, "contacts"), 1);
});

test("pins hide and show with a batch of their calls", async () => {
  const portal = await newPortal();
  const [one, other] = [await pinnedCall(portal), await pinnedCall(portal, "deals")];
  const inputs = inputsOf([other.callId, one.callId]);
  await batch(portal, "calls", "archive", inputs);
  assert.deepEqual([await readPin(portal, one.record), await readPin(portal, other.record)], [null, null]);
  await batch(portal, "calls", "restore", inputs);
  assert.deepEqual(
    [await readPin(portal, one.record), await readPin(portal, other.record)],
    [one.callId, other.callId],
  );
});

test("batches that archive calls pinned on the same records at once leave no pin to be seen", async () => {
  const portal = await newPortal();
  const pinned = await Promise.all(Array.from({ length: 6 }, () => pinnedCall(portal)));
  const extra = await portal.create("calls", {}, [association(pinned[0]?.record.id, 194)]);
  const ids = pinned.map(({ callId }) => callId);
  const answers = await Promise.all([
    batch(portal, "calls", "archive", inputsOf(ids)),
    batch(portal, "calls", "archive", inputsOf([...ids.toReversed(), extra])),
    setPin(portal, pinned[0]?.record as never, extra),
  ]);
  assert.deepEqual(
    answers.slice(0, 2).map(({ status }) => status),
    [204, 204],
  );
  for (const { record } of pinned) assert.equal(await readPin(portal, record), null);
});
