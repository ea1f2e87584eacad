import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const spellings = {
  calls: ["calls", "call", "CALL", "Calls", "CALLS", "0-48"],
  contacts: ["contacts", "contact", "CONTACT", "Contacts", "0-1"],
  companies: ["companies", "company", "COMPANY", "Companies", "0-2"],
  deals: ["deals", "deal", "DEAL", "Deals", "0-3"],
  tickets: ["tickets", "ticket", "TICKET", "Tickets", "0-5"],
};

for (const [plural, ways] of Object.entries(spellings)) {
  test(`${plural} are reached by every spelling of their name and by their type id`, async () => {
    const portal = await newPortal();
    const id = await portal.create(plural);
    const expected = await portal.get(`/crm/v3/objects/${plural}/${id}`);
    assert.equal(expected.status, 200);
    for (const spelling of ways) {
      assert.equal((await portal.get(`/crm/v3/objects/${spelling}/${id}`)).text, expected.text, spelling);
      assert.equal((await portal.get(`/crm/v3/objects/${spelling}`)).text, `{"results":[${expected.text}]}`, spelling);
      assert.equal((await portal.get(`/crm/v3/properties/${spelling}`)).status, 200, spelling);
      const created = await portal.post(`/crm/v3/objects/${spelling}`, { properties: { hs_timestamp: 1 } });
      // Only calls have a timestamp; the others refuse it by name, which shows that they were reached too.
      assert.equal(created.status, plural === "calls" ? 201 : 400, spelling);
      if (plural === "calls") await portal.delete(`/crm/v3/objects/${spelling}/${created.body.id}`);
    }
  });
}

test("an object type that is none is refused with the service's words, on every method", async () => {
  const portal = await newPortal();
  const unknown: readonly (readonly [string, string])[] = [
    ["widgets", "Unable to infer object type from: widgets"],
    ["callss", "Unable to infer object type from: callss"],
    ["constructor", "Unable to infer object type from: constructor"],
    ["__proto__", "Unable to infer object type from: __proto__"],
    ["48", "Unable to infer object type from: 48"],
    ["0-9999", "Invalid object or event type id: 0-9999"],
    ["2-1", "Invalid object or event type id: 2-1"],
  ];
  const body = { properties: { hs_timestamp: 1 } };
  await assertUnchanged(portal, async () => {
    for (const [spelling, message] of unknown) {
      const path = `/crm/v3/objects/${spelling}`;
      for (const answer of [
        await portal.get(path),
        await portal.post(path, body),
        await portal.get(`${path}/1`),
        await portal.patch(`${path}/1`, body),
        await portal.delete(`${path}/1`),
        await portal.get(`/crm/v3/properties/${spelling}`),
      ]) {
        assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message }, spelling);
      }
    }
  });
});

test("a contact is read and changed by its e-mail address, in any case and with any sign in it", async () => {
  const portal = await newPortal();
  const id = await portal.create("contacts", { email: "Ada+calls@Example.com", firstname: "Ada" });
  for (const written of ["ada+calls@example.com", "ADA%2Bcalls%40EXAMPLE.COM"]) {
    const read = await portal.get(`/crm/v3/objects/contacts/${written}?idProperty=email`);
    assert.equal(read.status, 200, written);
    assert.equal(read.body.id, id);
    assert.equal(read.body.properties.email, "ada+calls@example.com");
  }
  const changed = await portal.patch("/crm/v3/objects/contacts/ada+calls@example.com?idProperty=email", {
    properties: { lastname: "Agent", email: "ada@example.com" },
  });
  assert.equal(changed.status, 200);
  assert.equal(changed.body.id, id);
  assertRefusal(await portal.get("/crm/v3/objects/contacts/ada+calls@example.com?idProperty=email"), 404);
  const read = await portal.get("/crm/v3/objects/contacts/ada@example.com?idProperty=email");
  assert.equal(read.body.properties.lastname, "Agent");
});

test("without a value, and as hs_object_id, idProperty means the record's id", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const query of ["idProperty=", "idProperty", "idProperty=hs_object_id"]) {
    const read = await portal.get(`/crm/v3/objects/calls/${id}?${query}`);
    assert.equal(read.status, 200, query);
    assert.equal(read.body.id, id);
  }
});

test("an idProperty that has no unique values is refused, and a value that nobody has is not found", async () => {
  const portal = await newPortal();
  await portal.create("contacts", { email: "ada@example.com", firstname: "Ada" });
  for (const name of ["firstname", "no_such_property", "__proto__", "EMAIL"]) {
    for (const answer of [
      await portal.get(`/crm/v3/objects/contacts/Ada?idProperty=${name}`),
      await portal.patch(`/crm/v3/objects/contacts/Ada?idProperty=${name}`, { properties: { phone: "1" } }),
    ]) {
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR", context: { idProperty: [name] } }, name);
    }
  }
  for (const value of ["bob@example.com", "318", "ada@example.co"]) {
    const answer = await portal.get(`/crm/v3/objects/contacts/${value}?idProperty=email`);
    assertRefusal(answer, 404, { category: "OBJECT_NOT_FOUND", message: "resource not found" }, value);
  }
});
