import assert from "node:assert/strict";
import { test } from "node:test";
import { define, definition, readValue } from "../support/properties.ts";
import { assertRefusal, problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { type Answer, newPortal } from "../support/test-app.ts";

const contacts = "/crm/v3/objects/contacts";

function assertTaken(answer: Answer, existingId: string): void {
  assertRefusal(answer, 409, {
    category: "CONFLICT",
    message: `Contact already exists. Existing ID: ${existingId}`,
    context: { existingId: [existingId], propertyName: ["email"] },
  });
}

test("an e-mail address that a contact has is refused in any case, on create and on update, and nothing is stored", async () => {
  const portal = await newPortal();
  const ada = await portal.create("contacts", { email: "Ada@Example.com" });
  const bob = await portal.create("contacts", { email: "bob@example.com" });
  await assertUnchanged(portal, async () => {
    for (const email of ["ada@example.com", "ADA@EXAMPLE.COM", "Ada@Example.com"]) {
      assertTaken(await portal.post(contacts, { properties: { email, firstname: "Other" } }), ada);
      assertTaken(await portal.patch(`${contacts}/${bob}`, { properties: { firstname: "Other", email } }), ada);
    }
  });
});

test("an address is stored in lower case, and its own contact may write it again in any case", async () => {
  const portal = await newPortal();
  const created = await portal.post(contacts, { properties: { email: "Ada@Example.com" } });
  assert.equal(created.body.properties.email, "ada@example.com");
  await assertUnchanged(portal, async () => {
    const again = await portal.patch(`${contacts}/${created.body.id}`, { properties: { email: "ADA@example.com" } });
    assert.equal(again.status, 200);
  });
});

test("an address is free again once it was cleared, replaced, or its contact put into the bin", async () => {
  const portal = await newPortal();
  let holder = await portal.create("contacts", { email: "ada@example.com" });
  for (const giveUp of [
    (id: string) => portal.patch(`${contacts}/${id}`, { properties: { email: "" } }),
    (id: string) => portal.patch(`${contacts}/${id}`, { properties: { email: "other@example.com" } }),
    (id: string) => portal.delete(`${contacts}/${id}`),
  ]) {
    assertTaken(await portal.post(contacts, { properties: { email: "ada@example.com" } }), holder);
    await giveUp(holder);
    holder = await portal.create("contacts", { email: "ada@example.com" });
    const found = await portal.get(`${contacts}/ada@example.com?idProperty=email`);
    assert.equal(found.body.id, holder);
  }
});

test("two contacts may swap their addresses by way of a third", async () => {
  const portal = await newPortal();
  const ada = await portal.create("contacts", { email: "ada@example.com" });
  const bob = await portal.create("contacts", { email: "bob@example.com" });
  for (const [id, email] of [
    [ada, "third@example.com"],
    [bob, "ada@example.com"],
    [ada, "bob@example.com"],
  ]) {
    assert.equal((await portal.patch(`${contacts}/${id}`, { properties: { email } })).status, 200);
  }
  assert.equal((await portal.get(`${contacts}/ada@example.com?idProperty=email`)).body.id, bob);
  assert.equal((await portal.get(`${contacts}/bob@example.com?idProperty=email`)).body.id, ada);
});

test("two portals may have the same address, and so may records of other types", async () => {
  const [one, other] = [await newPortal(), await newPortal()];
  const id = await one.create("contacts", { email: "ada@example.com" });
  const theirs = await other.create("contacts", { email: "ada@example.com" });
  assert.equal((await one.get(`${contacts}/ada@example.com?idProperty=email`)).body.id, id);
  assert.equal((await other.get(`${contacts}/ada@example.com?idProperty=email`)).body.id, theirs);
});

test("of many creates with one address at the same time exactly one wins, and the others name it", async () => {
  const portal = await newPortal();
  for (const round of Array.from({ length: 5 }, (_, index) => index)) {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        portal.post(contacts, {
          properties: { email: index % 2 === 0 ? `ada${round}@example.com` : `ADA${round}@EXAMPLE.COM` },
        }),
      ),
    );
    const won = answers.filter(({ status }) => status === 201);
    assert.equal(won.length, 1);
    for (const answer of answers) if (answer.status !== 201) assertTaken(answer, won[0]?.body.id);
  }
  assert.equal((await portal.get(`${contacts}?limit=100`)).body.results.length, 5);
});

test("of a contact that gives an address up and one that takes it at the same time, none is answered wrongly", async () => {
  const portal = await newPortal();
  for (const round of Array.from({ length: 10 }, (_, index) => index)) {
    const email = `ada${round}@example.com`;
    const holder = await portal.create("contacts", { email });
    const [, ...taking] = await Promise.all([
      round % 2 === 0
        ? portal.delete(`${contacts}/${holder}`)
        : portal.patch(`${contacts}/${holder}`, { properties: { email: "" } }),
      portal.post(contacts, { properties: { email } }),
      portal.post(contacts, { properties: { email } }),
    ]);
    const winners = taking.filter(({ status }) => status === 201).map(({ body }) => body.id);
    assert.ok(winners.length <= 1);
    for (const answer of taking) {
      if (answer.status === 201) continue;
      const existing = answer.body.context.existingId[0];
      assert.ok([holder, ...winners].includes(existing), answer.text);
      assertTaken(answer, existing);
    }
    const found = await portal.get(`${contacts}/${email}?idProperty=email`);
    if (winners.length === 0) assertRefusal(found, 404);
    else assert.equal(found.body.id, winners[0]);
  }
});

test("what is no e-mail address is refused", async () => {
  const portal = await newPortal();
  await assertUnchanged(portal, async () => {
    for (const email of [
      "ada",
      "ada@",
      "@example.com",
      "ada@example",
      "a b@example.com",
      "ada@example..com",
      5,
      true,
    ]) {
      const answer = await portal.post(contacts, { properties: { email } });
      assert.deepEqual(problemsOf(answer), { email: "INVALID_EMAIL" }, String(email));
      assert.equal(answer.body.errors[0].message, `Email address ${email} is invalid`);
    }
  });
});

test("a number that a record has is taken however it is written, and finds its record so", async () => {
  const portal = await newPortal();
  const members = { type: "number", fieldType: "number", hasUniqueValue: true };
  await define(portal, definition("ticket_number", members));
  const id = await portal.create("calls", { ticket_number: "5.0" });
  const other = await portal.create("calls", { ticket_number: "50" });
  const input = { idProperty: "ticket_number", properties: { hs_call_title: "Found" } };
  await assertUnchanged(portal, async () => {
    for (const ticket_number of ["5", 5, "05", "50e-1", "+5.00"]) {
      const properties = { hs_timestamp: 1, ticket_number };
      assertRefusal(await portal.post("/crm/v3/objects/calls", { properties }), 409, { category: "CONFLICT" });
      const moved = await portal.patch(`/crm/v3/objects/calls/${other}`, { properties: { ticket_number } });
      assertRefusal(moved, 409, { category: "CONFLICT" });
      const found = await portal.get(`/crm/v3/objects/calls/${ticket_number}?idProperty=ticket_number`);
      assert.equal(found.body?.id, id, String(ticket_number));
    }
    const twice = [
      { ...input, id: "7" },
      { ...input, id: "7.0" },
    ];
    assertRefusal(await portal.post("/crm/v3/objects/calls/batch/upsert", { inputs: twice }), 400);
  });
  const upserted = await portal.post("/crm/v3/objects/calls/batch/upsert", { inputs: [{ ...input, id: "5" }] });
  assert.deepEqual([upserted.body.results[0].id, upserted.body.results[0].new], [id, false]);
  // Written another way it is still its own.
  const properties = { ticket_number: "05" };
  assert.equal((await portal.patch(`/crm/v3/objects/calls/${id}`, { properties })).status, 200);
  assert.equal(await readValue(portal, id, "ticket_number"), "05");
});
