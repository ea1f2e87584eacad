import assert from "node:assert/strict";
import { test } from "node:test";
import { association, associationsOf, callLinks } from "../support/call-links.ts";
import { storedRows } from "../support/stored-rows.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

function pair(from: string, fromId: string, to: string, toId: string, type: string | number): string {
  return `/crm/v3/objects/${from}/${fromId}/associations/${to}/${toId}/${type}`;
}

/** The change is refused with this envelope, and what is associated stays as it was. */
async function assertRefused(
  portal: TestPortal,
  method: "PUT" | "DELETE",
  path: string,
  expected: Record<string, unknown>,
) {
  const before = await storedRows(portal, "associations");
  const answer = await portal.request(method, path);
  const { correlationId: _, ...envelope } = answer.body;
  assert.deepEqual({ httpStatus: answer.status, ...envelope }, { status: "error", ...expected });
  assert.deepEqual(await storedRows(portal, "associations"), before);
}

for (const { plural, singular, fromCall, toCall, fromCallName, toCallName } of callLinks) {
  for (const [fromType, toType] of [
    [fromCall, toCall],
    [fromCallName, toCallName],
    [fromCallName.toUpperCase(), toCallName.toUpperCase()],
  ] as const) {
    test(`PUT and DELETE from a call to a ${singular} and back take the types ${fromType} and ${toType}`, async () => {
      const portal = await newPortal();
      const [callId, recordId] = [await portal.create("calls"), await portal.create(plural)];
      const fromCallPath = pair("calls", callId, plural, recordId, fromType);
      const toCallPath = pair(plural, recordId, "calls", callId, toType);
      const expectBothSides = async (there: boolean) => {
        const fromCallSide = there ? [{ id: recordId, type: fromCallName }] : [];
        const toCallSide = there ? [{ id: callId, type: toCallName }] : [];
        assert.deepEqual(await associationsOf(portal, "calls", callId, plural), fromCallSide);
        assert.deepEqual(await associationsOf(portal, plural, recordId, "calls"), toCallSide);
      };
      for (const [put, remove] of [
        [fromCallPath, toCallPath],
        [toCallPath, fromCallPath],
      ] as const) {
        assert.equal((await portal.put(put)).status, 200);
        await expectBothSides(true);
        const removed = await portal.delete(remove);
        assert.equal(removed.status, 204);
        assert.equal(removed.text, "");
        await expectBothSides(false);
      }
    });
  }
}

test("PUT answers with the first record and what it is associated with", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts", { email: "a@b.example" })];
  const fromCall = await portal.put(pair("calls", callId, "contacts", contactId, 194));
  assert.equal(fromCall.status, 200);
  assert.equal(fromCall.body.id, callId);
  assert.equal(fromCall.body.properties.hs_object_id, callId);
  assert.equal(fromCall.body.archived, false);
  assert.deepEqual(fromCall.body.associations, {
    contacts: { results: [{ id: contactId, type: "call_to_contact" }] },
  });
  const fromContact = await portal.put(pair("CONTACT", contactId, "0-48", callId, "contact_to_call"));
  assert.equal(fromContact.body.id, contactId);
  assert.deepEqual(fromContact.body.associations, { calls: { results: [{ id: callId, type: "contact_to_call" }] } });
});

test("PUT changes neither the properties nor the times of the two records", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const before = await storedRows(portal, "objects");
  await portal.put(pair("calls", callId, "contacts", contactId, 194));
  assert.deepEqual(await storedRows(portal, "objects"), before);
});

test("repeating PUT and DELETE is a success that changes nothing more", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const path = pair("calls", callId, "contacts", contactId, 194);
  const first = await portal.put(path);
  const second = await portal.put(path);
  assert.deepEqual([second.status, second.body], [200, first.body]);
  assert.equal((await storedRows(portal, "associations")).length, 2);
  assert.equal((await portal.delete(path)).status, 204);
  assert.equal((await portal.delete(path)).status, 204);
  assert.deepEqual(await storedRows(portal, "associations"), []);
});

test("PUT and DELETE take a body and its content type, or an empty body with one", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  const path = pair("calls", callId, "contacts", contactId, 194);
  const json = { "content-type": "application/json" };
  assert.equal((await portal.request("PUT", path, "", json)).status, 200);
  assert.equal((await portal.request("PUT", path, "{}")).status, 200);
  assert.equal((await portal.request("DELETE", path, "", json)).status, 204);
  assert.deepEqual(await associationsOf(portal, "calls", callId, "contacts"), []);
});

test("removing one association leaves those of other pairs alone", async () => {
  const portal = await newPortal();
  const contacts = [await portal.create("contacts"), await portal.create("contacts")] as const;
  const links = contacts.map((id) => association(id, 194));
  const calls = [await portal.create("calls", {}, links), await portal.create("calls", {}, links)] as const;
  await portal.delete(pair("calls", calls[0], "contacts", contacts[0], 194));
  assert.deepEqual(await associationsOf(portal, "calls", calls[0], "contacts"), [
    { id: contacts[1], type: "call_to_contact" },
  ]);
  assert.equal((await associationsOf(portal, "calls", calls[1], "contacts")).length, 2);
  assert.equal((await associationsOf(portal, "contacts", contacts[0], "calls")).length, 1);
});

test("PUT and DELETE with a type of the other direction or of another pair are refused", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, [association(contactId, 194)]);
  const wrong = (end: string, given: string, expected: string, id: number) => ({
    httpStatus: 400,
    message: `invalid ${end} object type ${given} for associations to be created. expected: ${expected}. For definition 0-${id}`,
    category: "VALIDATION_ERROR",
  });
  for (const method of ["PUT", "DELETE"] as const) {
    for (const type of [193, "contact_to_call"]) {
      const path = pair("calls", callId, "contacts", contactId, type);
      await assertRefused(portal, method, path, wrong("from", "0-48", "0-1", 193));
    }
    for (const type of [182, "call_to_company"]) {
      const path = pair("calls", callId, "contacts", contactId, type);
      await assertRefused(portal, method, path, wrong("to", "0-1", "0-2", 182));
    }
  }
});

test("PUT and DELETE with a type that does not exist are refused", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const callId = await portal.create("calls", {}, [association(contactId, 194)]);
  for (const method of ["PUT", "DELETE"] as const) {
    for (const type of ["4711", "call_to_nobody", "99999999999", "-194", "%20"]) {
      const reference = decodeURIComponent(type);
      await assertRefused(portal, method, pair("calls", callId, "contacts", contactId, type), {
        httpStatus: 400,
        message: `Association type ${reference} does not exist for these object types`,
        context: { associationType: [reference] },
        category: "VALIDATION_ERROR",
      });
    }
  }
});

test("PUT to a record that is missing, archived or of another portal is refused", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  const archived = await portal.create("contacts");
  await portal.delete(`/crm/v3/objects/contacts/${archived}`);
  const foreign = await (await newPortal()).create("contacts");
  for (const id of ["424242", archived, foreign]) {
    await assertRefused(portal, "PUT", pair("calls", callId, "contacts", id, 194), {
      httpStatus: 400,
      message: "One or more associations are not valid",
      context: { INVALID_OBJECT_IDS: [`CONTACT=${id} is not valid`] },
      category: "VALIDATION_ERROR",
    });
  }
});

test("PUT and DELETE whose first record is missing, archived or of another portal answer 404", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const archived = await portal.create("calls", {}, [association(contactId, 194)]);
  await portal.delete(`/crm/v3/objects/calls/${archived}`);
  const other = await newPortal();
  const foreign = await other.create("calls", {}, [association(await other.create("contacts"), 194)]);
  const foreignRows = await storedRows(other, "associations");
  for (const method of ["PUT", "DELETE"] as const) {
    for (const id of ["424242", archived, foreign]) {
      await assertRefused(portal, method, pair("calls", id, "contacts", contactId, 194), {
        httpStatus: 404,
        message: "resource not found",
        category: "OBJECT_NOT_FOUND",
      });
    }
    await assertRefused(portal, method, pair("calls", "abc", "contacts", contactId, 194), {
      httpStatus: 404,
      message: "Object not found.  objectId are usually numeric.",
      context: { id: ["abc"] },
      category: "OBJECT_NOT_FOUND",
    });
  }
  assert.deepEqual(await storedRows(other, "associations"), foreignRows);
});

test("PUT and DELETE whose second id can be no record's are refused", async () => {
  const portal = await newPortal();
  const callId = await portal.create("calls");
  for (const method of ["PUT", "DELETE"] as const) {
    for (const id of ["abc", "0", "-3", "99999999999999999999"]) {
      await assertRefused(portal, method, pair("calls", callId, "contacts", id, 194), {
        httpStatus: 400,
        message: `${id} is not a valid ID`,
        context: { id: [id] },
        category: "VALIDATION_ERROR",
        subCategory: "crm.associations.INVALID_IDENTIFIER",
      });
    }
  }
});

test("DELETE between records that are not associated is a success", async () => {
  const portal = await newPortal();
  const [callId, contactId] = [await portal.create("calls"), await portal.create("contacts")];
  for (const id of [contactId, "424242"]) {
    assert.equal((await portal.delete(pair("calls", callId, "contacts", id, 194))).status, 204);
  }
});

test("a record cannot be associated with itself", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  await assertRefused(portal, "PUT", pair("contacts", contactId, "contacts", contactId, 449), {
    httpStatus: 400,
    message: `Object ${contactId} cannot be associated to itself (${contactId})`,
    category: "VALIDATION_ERROR",
  });
});

test("a link between two records of one type is seen from both and goes from both", async () => {
  const portal = await newPortal();
  const [one, other] = [await portal.create("contacts"), await portal.create("contacts")];
  await portal.put(pair("contacts", one, "contacts", other, "contact_to_contact"));
  assert.deepEqual(await associationsOf(portal, "contacts", one, "contacts"), [
    { id: other, type: "contact_to_contact" },
  ]);
  assert.deepEqual(await associationsOf(portal, "contacts", other, "contacts"), [
    { id: one, type: "contact_to_contact" },
  ]);
  await portal.delete(pair("contacts", other, "contacts", one, 449));
  assert.deepEqual(await storedRows(portal, "associations"), []);
});
