import assert from "node:assert/strict";
import { test } from "node:test";
import { sendBytes, sendRaw } from "../support/raw-http.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { newPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

test("what is not HTTP is refused with 400 in the envelope, and the connection closed", async () => {
  const portal = await newPortal();
  const auth = `host: localhost\r\nauthorization: Bearer ${portal.token}\r\ncontent-type: application/json`;
  const body = '{"properties":{"hs_timestamp":1}}';
  await assertUnchanged(portal, async () => {
    for (const bytes of [
      "hello\r\n\r\n",
      "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
      `GET ${calls} HTTP/9.9\r\n${auth}\r\n\r\n`,
      `get ${calls} HTTP/1.1\r\n${auth}\r\n\r\n`,
      `GET ${calls}/a b HTTP/1.1\r\n${auth}\r\n\r\n`,
      `GET ${calls} HTTP/1.1\r\n${auth}\r\nno colon\r\n\r\n`,
      `GET ${calls} HTTP/1.1\r\n${auth}\r\nbad name: x\r\n\r\n`,
      `GET ${calls} HTTP/1.1\r\n${auth}\r\nx: a\u0000b\r\n\r\n`,
      `POST ${calls} HTTP/1.1\r\n${auth}\r\ncontent-length: many\r\n\r\n${body}`,
      `POST ${calls} HTTP/1.1\r\n${auth}\r\ncontent-length: -1\r\n\r\n${body}`,
      // Two lengths: what a proxy and we would read differently.
      `POST ${calls} HTTP/1.1\r\n${auth}\r\ncontent-length: 33\r\ntransfer-encoding: chunked\r\n\r\n${body}`,
      `POST ${calls} HTTP/1.1\r\n${auth}\r\ncontent-length: 33\r\ncontent-length: 4\r\n\r\n${body}`,
      `POST ${calls} HTTP/1.1\r\n${auth}\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n${body}`,
    ]) {
      const answer = await sendBytes(portal.address, bytes);
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: "The request is not valid HTTP" }, bytes);
      assert.equal(answer.headers.get("connection"), "close");
    }
  });
});

test("a request without a Host is refused in the envelope, as HTTP/1.1 wants, and taken in HTTP/1.0", async () => {
  const portal = await newPortal();
  const missing = await sendRaw(portal, { method: "GET", target: calls, headers: { host: "" } });
  assertRefusal(missing, 400, { message: "The request has no Host header" });
  const old = await sendBytes(portal.address, `GET ${calls} HTTP/1.0\r\nauthorization: Bearer ${portal.token}\r\n\r\n`);
  assert.equal(old.status, 200);
});

test("headers over 64 KiB are refused with 431, a little less is taken", async () => {
  const portal = await newPortal();
  for (const request of [
    { headers: { "x-large": "x".repeat(70_000) }, target: calls },
    { headers: { authorization: `Bearer ${"x".repeat(70_000)}` }, target: calls },
    { headers: Object.fromEntries(Array.from({ length: 7_000 }, (_, index) => [`x-${index}`, "x"])), target: calls },
    { headers: {}, target: `${calls}?x=${"x".repeat(70_000)}` },
  ]) {
    const answer = await sendRaw(portal, { method: "GET", ...request });
    assertRefusal(answer, 431, { category: "VALIDATION_ERROR", message: /larger than 65536 bytes/ });
  }
  const headers = { "x-large": "x".repeat(60_000) };
  assert.equal((await sendRaw(portal, { method: "GET", target: calls, headers })).status, 200);
});

test("an address in place of a path, as proxies send it, is taken for its path", async () => {
  const portal = await newPortal();
  await portal.create("calls");
  await portal.create("calls");
  const path = `${calls}?limit=1&properties=hs_call_title`;
  const expected = await sendRaw(portal, { method: "GET", target: path });
  for (const target of [`${portal.address}${path}`, `HTTPS://example.com${path}`]) {
    assert.equal((await sendRaw(portal, { method: "GET", target })).text, expected.text, target);
  }
  const wrong = await sendRaw(portal, { method: "PUT", target: `${portal.address}${path}` });
  assertRefusal(wrong, 405, {}, wrong.text);
  // A GET would be the web app's.
  const root = await sendRaw(portal, { method: "POST", target: "http://example.com?x" });
  assertRefusal(root, 404, { message: "No API endpoint matches POST /" });
});

test("what Node would answer by itself has the envelope too", async () => {
  const portal = await newPortal();
  const connect = await sendRaw(portal, { method: "CONNECT", target: "example.com:80" });
  assertRefusal(connect, 405);
  assert.ok(connect.headers.get("allow")?.includes("GET"));
  const all = await sendRaw(portal, { method: "OPTIONS", target: "*" });
  assertRefusal(all, 404);
  const headers = { expect: "a miracle" };
  const expecting = await sendRaw(portal, { method: "POST", target: calls, body: "{}", headers });
  assertRefusal(expecting, 400, { message: /required properties/ });
});

test("a JSON type with an empty body, and a body where none belongs, are passed over", async () => {
  const portal = await newPortal();
  const contactId = await portal.create("contacts");
  const id = await portal.create("calls");
  const pair = `${calls}/${id}/associations/contacts/${contactId}/194`;
  const json = { "content-type": "application/json" };
  for (const body of [undefined, "", "{}", "[]", "not JSON", "null"]) {
    for (const [method, target, status] of [
      ["GET", calls, 200],
      ["GET", `${calls}/${id}`, 200],
      ["PUT", pair, 200],
      ["GET", `${calls}/${id}/associations/contacts`, 200],
      ["DELETE", pair, 204],
      ["DELETE", `${calls}/${id}`, 204],
      ["POST", `${calls}/${id}/restore`, 200],
    ] as const) {
      const request = { method, target, headers: json, ...(body === undefined ? {} : { body }) };
      const answer = await sendRaw(portal, request);
      assert.equal(answer.status, status, `${method} ${target} with ${body}: ${answer.text}`);
    }
  }
});

test("links repeat a Host only where it is one", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const urlWith = async (host: string) =>
    (await sendRaw(portal, { method: "GET", target: `${calls}/${id}`, headers: { host } })).body.url as string;
  assert.ok((await urlWith("crm.example.com:8080")).startsWith("http://crm.example.com:8080/contacts/"));
  for (const host of ['x"><script>', "a/b?c", "user@example.com", "a b"]) {
    assert.ok((await urlWith(host)).startsWith("http://localhost/contacts/"), host);
  }
});
