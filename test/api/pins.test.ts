import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf, callLinks, countOf } from "../support/call-links.ts";
import {
  callAndRecord,
  pathOf,
  pinHistory,
  pinnedCall,
  pinProperty,
  pinValues,
  readPin,
  setPin,
} from "../support/pins.ts";
import { assertRefusal } from "../support/refusal.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

for (const { plural, singular, toCall } of callLinks) {
  test(`a ${singular} is created with a call that it is associated with and pins in the same request`, async () => {
    const portal = await newPortal();
    const callId = await portal.create("calls");
    for (const value of [callId, Number(callId)]) {
      const answer = await portal.post(`/crm/v3/objects/${plural}`, {
        properties: { [pinProperty]: value },
        associations: [association(callId, toCall)],
      });
      assert.equal(answer.status, 201);
      assert.equal(answer.body.properties[pinProperty], callId);
      assert.equal(await readPin(portal, { plural, id: answer.body.id, toCall }), callId);
    }
  });

  test(`an associated call is pinned on a ${singular}, replaced by another, and cleared`, async () => {
    const portal = await newPortal();
    const { callId, record } = await callAndRecord(portal, plural);
    const other = await portal.create("calls");
    await portal.put(`${pathOf(record)}/associations/calls/${other}/${toCall}`);

    const pinned = await setPin(portal, record, callId);
    assert.deepEqual([pinned.status, pinned.body.properties[pinProperty]], [200, callId]);
    assert.equal(await readPin(portal, record), callId);

    await setPin(portal, record, Number(other));
    assert.equal(await readPin(portal, record), other);

    const cleared = await setPin(portal, record, "");
    assert.deepEqual([cleared.status, cleared.body.properties[pinProperty]], [200, null]);
    assert.equal(await readPin(portal, record), null);
    assert.deepEqual(await pinValues(portal, record), ["", other, callId]);
    assert.deepEqual(await storedRows(portal, "pins"), []);
  });

  test(`a call that is not associated with the ${singular} is not pinned on it, and nothing else is changed`, async () => {
    const portal = await newPortal();
    const { callId, record } = await pinnedCall(portal, plural);
    const stranger = await portal.create("calls");
    const before = await portal.get(`${pathOf(record)}?properties=${pinProperty},hubspot_owner_id`);

    const answer = await portal.patch(pathOf(record), {
      properties: { hubspot_owner_id: portal.ownerId, [pinProperty]: stranger },
    });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.category, "VALIDATION_ERROR");
    assert.equal(
      answer.body.message,
      `Engagement ${stranger} cannot be pinned on ${singular} ${record.id}, because they are not associated. ` +
        "Associate the engagement with the record first, then pin it.",
    );
    assert.deepEqual(answer.body.context, { [pinProperty]: [stranger], recordId: [record.id] });
    assert.equal(before.body.properties[pinProperty], callId);
    assert.deepEqual(
      (await portal.get(`${pathOf(record)}?properties=${pinProperty},hubspot_owner_id`)).body,
      before.body,
    );
    assert.equal(await readPin(portal, record), callId);
  });

  test(`taking the association away clears the pin on the ${singular}, from either side, with history`, async () => {
    const portal = await newPortal();
    for (const fromCallSide of [true, false]) {
      const { callId, record } = await pinnedCall(portal, plural);
      const link = callLinks.find((candidate) => candidate.plural === plural);
      const path = fromCallSide
        ? `/crm/v3/objects/calls/${callId}/associations/${plural}/${record.id}/${link?.fromCall}`
        : `${pathOf(record)}/associations/calls/${callId}/${toCall}`;
      assert.equal((await portal.delete(path)).status, 204);
      assert.equal(await readPin(portal, record), null);
      const [cleared, set] = await pinHistory(portal, record);
      assert.deepEqual([cleared?.value, cleared?.sourceType], ["", "CALCULATED"]);
      assert.deepEqual([set?.value, set?.sourceType], [callId, "INTEGRATION"]);
    }
    assert.deepEqual(await storedRows(portal, "pins"), []);
  });
}

test("a record is not created where its pin is refused", async () => {
  const portal = await newPortal();
  const [linked, stranger] = [await portal.create("calls"), await portal.create("calls")];
  for (const associations of [undefined, [], [association(linked, 193)]]) {
    const properties = { [pinProperty]: stranger };
    const answer = await portal.post("/crm/v3/objects/contacts", { properties, associations });
    assert.equal(answer.status, 400);
    assert.match(answer.body.message, new RegExp(`^Engagement ${stranger} cannot be pinned on contact \\d+, because`));
  }
  assert.equal(await countOf(portal, "contacts"), 0);
  assert.deepEqual(await associationsOf(portal, "calls", linked, "contacts"), []);
});

for (const value of ["abc", "0", "-1", "12.5", "1e3", "9007199254740993", "9999999999999999", "99999999999999999"]) {
  test(`the pin ${value}, which is no call's id, is refused and the pin that is there stays`, async () => {
    const portal = await newPortal();
    const { callId, record } = await pinnedCall(portal);
    const answer = await setPin(portal, record, value);
    assert.equal(answer.status, 400);
    assert.equal(answer.body.category, "VALIDATION_ERROR");
    assert.ok(answer.body.message.includes(value));
    assert.equal(await readPin(portal, record), callId);
  });
}

test("neither a contact, a call of another portal, nor an archived call can be pinned", async () => {
  const portal = await newPortal();
  const { callId, record } = await callAndRecord(portal);
  const friend = await portal.create("contacts", {}, [association(record.id, 449)]);
  const foreign = (await pinnedCall(await newPortal())).callId;
  await portal.delete(`/crm/v3/objects/calls/${callId}`);
  const unassociated = await portal.create("calls");
  for (const [value, why] of [
    [friend, "there is no engagement with this id."],
    [foreign, "there is no engagement with this id."],
    [callId, "it lies in the recycling bin. Restore it first, then pin it."],
    [unassociated, "they are not associated. Associate the engagement with the record first, then pin it."],
  ] as const) {
    const message = `Engagement ${value} cannot be pinned on contact ${record.id}, because ${why}`;
    const context = { hs_pinned_engagement_id: [value], recordId: [record.id] };
    assertRefusal(await setPin(portal, record, value), 400, { category: "VALIDATION_ERROR", message, context });
  }
  assert.equal(await readPin(portal, record), null);
});

test("one call may be pinned on several records, and going from one it stays on the others", async () => {
  const portal = await newPortal();
  const { callId, record: contact } = await pinnedCall(portal, "contacts");
  const dealId = await portal.create("deals", { [pinProperty]: callId }, [association(callId, 205)]);
  const deal = { plural: "deals", id: dealId, toCall: 205 };
  await portal.delete(`${pathOf(contact)}/associations/calls/${callId}/193`);
  assert.equal(await readPin(portal, contact), null);
  assert.equal(await readPin(portal, deal), callId);
  await setPin(portal, deal, null);
  assert.equal(await readPin(portal, deal), null);
});

test("taking away the association with a call that is not the pinned one keeps the pin", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  const other = await portal.create("calls", {}, [association(record.id, 194)]);
  await portal.delete(`${pathOf(record)}/associations/calls/${other}/193`);
  assert.equal(await readPin(portal, record), callId);
});

test("pinning what is pinned already, or writing a record back as it was read, changes nothing", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal);
  const before = await portal.get(pathOf(record));
  await setPin(portal, record, callId);
  assert.deepEqual((await portal.get(pathOf(record))).body, before.body);
  assert.deepEqual(await pinValues(portal, record), [callId]);
  assert.equal((await storedRows(portal, "pins")).length, 1);
});
