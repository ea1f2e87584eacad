import assert from "node:assert/strict";
import { test } from "node:test";
import { many, newLabel, pairInput, typesOf } from "../support/association-batches.ts";
import { association } from "../support/call-links.ts";
import { pinnedCall, readPin } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal } from "../support/test-app.ts";

const toCompanies = "/crm/v4/associations/contacts/companies/batch";
const toContacts = "/crm/v4/associations/calls/contacts/batch";

test("batch archive parts each record from those named, and clears pins", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal, "contacts");
  const kept = await portal.create("contacts", {}, [association(callId, 193)]);
  const answer = await portal.post(`${toContacts}/archive`, {
    inputs: [
      { from: { id: callId }, to: [{ id: record.id }, { id: "424242" }, null] },
      { from: { id: "424243" }, to: { id: record.id } },
    ],
  });
  assert.equal(answer.status, 204);
  assert.equal(await readPin(portal, record), null);
  assert.deepEqual(Object.keys(await typesOf(portal, "calls", callId, "contacts")), [kept]);
});

test("labels/archive takes the named types away, and all of them with the default", async () => {
  const portal = await newPortal();
  const [one = "", other = ""] = await many(portal, "contacts", 2);
  const companyId = await portal.create("companies");
  const [boss = 0] = await newLabel(portal, "contacts", "companies", "boss");
  await portal.post(`${toCompanies}/create`, {
    inputs: [pairInput(one, companyId, 1, boss), pairInput(other, companyId, boss)],
  });
  const inputs = [pairInput(one, companyId, 1), pairInput(other, companyId, 279)];
  assert.equal((await portal.post(`${toCompanies}/labels/archive`, { inputs })).status, 204);
  assert.deepEqual(await typesOf(portal, "contacts", one, "companies"), { [companyId]: [279, boss] });
  assert.equal((await storedRows(portal, "associations")).length, 4);
});

test("labels/archive of the default type clears a pin, of a label it does not", async () => {
  const portal = await newPortal();
  const { callId, record } = await pinnedCall(portal, "tickets");
  const [topic = 0] = await newLabel(portal, "calls", "tickets", "topic");
  const path = "/crm/v4/associations/calls/tickets/batch";
  await portal.post(`${path}/create`, { inputs: [pairInput(callId, record.id, topic)] });
  await portal.post(`${path}/labels/archive`, { inputs: [pairInput(callId, record.id, topic)] });
  assert.equal(await readPin(portal, record), callId);
  await portal.post(`${path}/labels/archive`, { inputs: [pairInput(callId, record.id, 220)] });
  assert.equal(await readPin(portal, record), null);
});
