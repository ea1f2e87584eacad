import assert from "node:assert/strict";
import { test } from "node:test";
import { association } from "../support/call-links.ts";
import { sendRaw } from "../support/raw-http.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const notNumeric = "Object not found.  objectId are usually numeric.";
const notPositive = "Object not found. objectId is usually positive.";

const badIds: readonly (readonly [id: string, message: string])[] = [
  ["abc", notNumeric],
  ["1e3", notNumeric],
  ["1.5", notNumeric],
  ["0x10", notNumeric],
  ["1;2", notNumeric],
  ["null", notNumeric],
  ["..", notNumeric],
  ["%2F", notNumeric],
  ["%20", notNumeric],
  ["%F0%9F%91%A9", notNumeric],
  ["x".repeat(1_000), notNumeric],
  ["0", notPositive],
  ["00", notPositive],
  ["-1", notPositive],
  ["-9007199254740993", notPositive],
  ["1", "resource not found"],
  ["9007199254740991", "resource not found"],
  ["9007199254740992", "resource not found"],
  ["18446744073709551616", "resource not found"],
  ["9".repeat(400), "resource not found"],
];

test("an id that no record can have is not found, and for all but a delete that is the answer", async () => {
  const portal = await newPortal();
  await assertUnchanged(portal, async () => {
    for (const [id, message] of badIds) {
      const target = `${calls}/${id}`;
      const expected = { category: "OBJECT_NOT_FOUND", message };
      const body = '{"properties":{"hs_call_title":"x"}}';
      for (const request of [
        { method: "GET", target },
        { method: "PATCH", target, body },
        { method: "POST", target: `${target}/restore` },
        { method: "GET", target: `${target}/associations/contacts` },
        { method: "PUT", target: `${target}/associations/contacts/1/194` },
        { method: "DELETE", target: `${target}/associations/contacts/1/194` },
      ]) {
        assertRefusal(await sendRaw(portal, request), 404, expected, `${request.method} ${request.target}`);
      }
      const removed = await sendRaw(portal, { method: "DELETE", target });
      // A number that is no record's is a success, as for one that was deleted before.
      if (message === "resource not found") assert.equal(removed.status, 204, id);
      else assertRefusal(removed, 404, expected, id);
    }
  });
});

test("a record that cannot be associated is refused by its id", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  await assertUnchanged(portal, async () => {
    for (const other of ["abc", "0", "-1", "1.5", "9007199254740992", "18446744073709551616", "1e3", "424242", ""]) {
      const created = await portal.post(calls, {
        properties: { hs_timestamp: 1 },
        associations: [association(other, 194)],
      });
      assertRefusal(created, 400, { category: "VALIDATION_ERROR" }, other);
      if (other === "") continue;
      const put = await portal.put(`${calls}/${id}/associations/contacts/${other}/194`);
      assertRefusal(put, 400, { category: "VALIDATION_ERROR" }, other);
    }
    for (const other of [0, -1, 1.5, 2 ** 53, 2 ** 64, 1e300, null, true, {}]) {
      const created = await portal.post(calls, {
        properties: { hs_timestamp: 1 },
        associations: [association(other, 194)],
      });
      assertRefusal(created, 400, { category: "VALIDATION_ERROR" }, String(other));
    }
  });
});

test("a path that is no path is refused with 400", async () => {
  const portal = await newPortal();
  for (const garbage of ["%", "%z", "%zz", "%c3%28", "%ED%A0%80", "%ff", "a%", "%e4%bd"]) {
    for (const target of [`${calls}/${garbage}`, `/crm/v3/objects/${garbage}`, `/crm/v3/properties/calls/${garbage}`]) {
      for (const method of ["GET", "DELETE"]) {
        assertRefusal(await sendRaw(portal, { method, target }), 400, { category: "VALIDATION_ERROR" }, target);
      }
    }
  }
});

test("U+0000 in a path is refused with the name of its place", async () => {
  const portal = await newPortal();
  for (const [target, place] of [
    [`${calls}/%00`, "objectId"],
    [`${calls}/a%00b?idProperty=email`, "objectId"],
    ["/crm/v3/objects/%00", "objectType"],
    ["/crm/v3/properties/calls/a%00", "propertyName"],
    [`${calls}/1/associations/%00`, "toObjectType"],
    ["/crm/v3/owners/%00", "ownerId"],
  ]) {
    const answer = await sendRaw(portal, { method: "GET", target: target as string });
    const message = `The path parameter ${place} contains the character U+0000, which cannot be stored`;
    assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message }, target);
  }
});

test("garbage in a query is passed over or refused, and never more", async () => {
  const portal = await newPortal();
  await portal.create("calls");
  for (const [query, status] of [
    ["properties=%", 200],
    ["properties=%zz,%c3%28,%00,%ED%A0%80", 200],
    ["properties=__proto__,constructor", 200],
    ["propertiesWithHistory=%00,__proto__", 200],
    ["properties[]=hs_call_title&properties[0]=x&properties[__proto__]=y", 200],
    [`properties=${"x,".repeat(20_000)}`, 200],
    ["associations=%00", 400],
    ["associations=%", 400],
    ["after=%", 400],
    ["limit=%", 400],
    ["archived=%00", 400],
    ["=&==&&;", 200],
  ] as const) {
    const answer = await sendRaw(portal, { method: "GET", target: `${calls}?${query}` });
    assert.equal(answer.status, status, `${query.slice(0, 50)}: ${answer.text.slice(0, 200)}`);
    if (status === 400) assertRefusal(answer, 400, { category: "VALIDATION_ERROR" }, query);
  }
});

test("a path that nothing answers is refused with 404 in the envelope, with and without a token", async () => {
  const portal = await newPortal();
  for (const target of [
    "/crm",
    "/crm/v3/objects",
    "/crm/v3/objects/",
    "//crm/v3/objects/calls",
    "/CRM/v3/objects/calls",
    "/crm/v3/objects/calls/1/2",
    "/crm/v3/objects/calls/1/associations",
    "/crm/v9/objects/calls",
    "/favicon.ico",
    "/healthz/x",
    `/${"x".repeat(10_000)}`,
  ]) {
    // Beside the API's own paths a browser gets the web app.
    const asBrowser = /^\/(crm|healthz)/.test(target) ? [{ accept: "text/html" }] : [];
    for (const headers of [{}, { authorization: "" }, ...asBrowser] as Record<string, string>[]) {
      const answer = await sendRaw(portal, { method: "GET", target, headers });
      assertRefusal(answer, 404, { message: `No API endpoint matches GET ${target.slice(0, 200)}` }, target);
    }
  }
});

test("a path parameter over its length is refused with 414", async () => {
  const portal = await newPortal();
  const answer = await portal.get(`${calls}/${"x".repeat(1_001)}`);
  assertRefusal(answer, 414, { category: "VALIDATION_ERROR" });
});

test("a method that a path does not know is refused with 405, which names those it does", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const one = "DELETE, GET, HEAD, PATCH";
  await assertUnchanged(portal, async () => {
    for (const [method, target, allow] of [
      ["PUT", calls, "GET, HEAD, POST"],
      ["PATCH", calls, "GET, HEAD, POST"],
      ["DELETE", calls, "GET, HEAD, POST"],
      ["OPTIONS", calls, "GET, HEAD, POST"],
      ["DELETE", `${calls}/`, "GET, HEAD, POST"],
      ["PUT", `${calls}/${id}`, one],
      ["POST", `${calls}/${id}`, one],
      ["TRACE", `${calls}/${id}`, one],
      ["PROPFIND", `${calls}/${id}?x=1`, one],
      ["GET", `${calls}/${id}/restore`, "POST"],
      ["HEAD", `${calls}/${id}/restore`, "POST"],
      ["POST", "/crm/v3/owners", "GET, HEAD"],
      ["DELETE", "/healthz", "GET, HEAD"],
      ["GET", `${calls}/${id}/associations/contacts/1/194`, "DELETE, PUT"],
    ] as const) {
      const answer = await sendRaw(portal, { method, target });
      assert.equal(answer.headers.get("allow"), allow, `${method} ${target}`);
      if (method === "HEAD") assert.deepEqual([answer.status, answer.text], [405, ""]);
      else assertRefusal(answer, 405, { message: `Method ${method} is not allowed here. Allowed: ${allow}` });
    }
  });
});

test("HEAD answers like GET without a body", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const target of [calls, `${calls}/${id}`, `${calls}/1`, "/healthz"]) {
    const [get, head] = [
      await sendRaw(portal, { method: "GET", target }),
      await sendRaw(portal, { method: "HEAD", target }),
    ];
    assert.equal(head.status, get.status, target);
    assert.equal(head.text, "", target);
    assert.equal(head.headers.get("content-length"), get.headers.get("content-length"), target);
    assert.ok(head.headers.get("x-hubspot-correlation-id"), target);
  }
});
