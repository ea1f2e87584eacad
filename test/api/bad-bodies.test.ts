import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { sendRaw } from "../support/raw-http.ts";
import { assertRefusal, problemsOf } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { type Answer, newPortal, type TestPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";

/** Sends a body as it stands to a create and to an update; both must leave the portal as it is. */
async function sendToBoth(
  portal: TestPortal,
  id: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer[]> {
  return assertUnchanged(portal, async () => [
    await sendRaw(portal, { method: "POST", target: calls, body, headers }),
    await sendRaw(portal, { method: "PATCH", target: `${calls}/${id}`, body, headers }),
  ]);
}

const deep = { open: "[".repeat(10_000), close: "]".repeat(10_000) };
const where = "Invalid input JSON on line";
const noJson: readonly (readonly [what: string, body: string, message: string | RegExp])[] = [
  ["nothing", "", `${where} -1, column -1: No content to map due to end-of-input`],
  ["a blank", " ", `${where} 1, column 2: Unexpected end-of-input`],
  ["a word", "hello", `${where} 1, column 1: Unexpected character ('h' (code 104))`],
  ["a name without quotes", "{properties:{}}", `${where} 1, column 2: Unexpected character ('p' (code 112))`],
  ["single quotes", "{'properties':{}}", `${where} 1, column 2: Unexpected character (''' (code 39))`],
  ["half an object", '{"properties":{"hs_timestamp":1', `${where} 1, column 32: Unexpected end-of-input`],
  [
    "a trailing comma",
    '{"properties":{"hs_timestamp":1,}}',
    `${where} 1, column 33: Unexpected character ('}' (code 125))`,
  ],
  [
    "a missing value",
    '{"properties":\n{"hs_timestamp":}}',
    `${where} 2, column 17: Unexpected character ('}' (code 125))`,
  ],
  ["two objects", "{}{}", `${where} 1, column 3: Unexpected character ('{' (code 123))`],
  ["NaN", '{"properties":{"hs_timestamp":NaN}}', /line 1, column 31: Unexpected character \('N'/],
  ["a comment", "/* x */{}", `${where} 1, column 1: Unexpected character ('/' (code 47))`],
  ["a form", "properties[hs_timestamp]=1", `${where} 1, column 1: Unexpected character ('p' (code 112))`],
  ["a page", "<html></html>", `${where} 1, column 1: Unexpected character ('<' (code 60))`],
  ["brackets that never close", deep.open, `${where} 1, column 10001: Unexpected end-of-input`],
];

for (const [what, body, message] of noJson) {
  test(`a body that is ${what} is refused with the place of the mistake`, async () => {
    const portal = await newPortal();
    const id = await portal.create("calls");
    for (const answer of await sendToBoth(portal, id, body)) {
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message });
    }
  });
}

test("JSON of the wrong type is refused with the place where it stands", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const create = (associations: string) => `{"properties":{"hs_timestamp":1},"associations":${associations}}`;
  for (const [body, place] of [
    ["[]", "the body from Array value"],
    ['[{"properties":{"hs_timestamp":1}}]', "the body from Array value"],
    [`${deep.open}${deep.close}`, "the body from Array value"],
    ['"text"', "the body from String value"],
    ["12", "the body from Number value"],
    ["true", "the body from Boolean value"],
    ["null", "the body from Null value"],
    ['{"properties":[]}', "`properties` from Array value"],
    ['{"properties":"x"}', "`properties` from String value"],
    ['{"properties":5}', "`properties` from Number value"],
    ['{"properties":false}', "`properties` from Boolean value"],
    [`{"properties":${deep.open}${deep.close}}`, "`properties` from Array value"],
  ] as const) {
    for (const answer of await sendToBoth(portal, id, body)) {
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR" });
      assert.ok(answer.body.message.includes(`Cannot deserialize value of ${place}`), answer.body.message);
    }
  }
  await assertUnchanged(portal, async () => {
    for (const [associations, place] of [
      ["5", "`associations` from Number value"],
      ['"x"', "`associations` from String value"],
      ["[5]", "`associations.0` from Number value"],
      ["[[]]", "`associations.0` from Array value"],
      ['[{"to":5,"types":[]}]', "`associations.0.to` from Number value"],
      ['[{"to":{"id":true},"types":[]}]', "`associations.0.to.id` from Boolean value"],
      ['[{"to":{"id":"1"},"types":5}]', "`associations.0.types` from Number value"],
      ['[{"to":{"id":"1"},"types":["x"]}]', "`associations.0.types.0` from String value"],
    ] as const) {
      const answer = await sendRaw(portal, { method: "POST", target: calls, body: create(associations) });
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR" });
      assert.ok(answer.body.message.includes(place), `${associations}: ${answer.body.message}`);
    }
    for (const [associations, names] of [
      ["[{}]", "to, types"],
      ["{}", "to, types"],
      ['[{"to":{"id":"1"}}]', "types"],
      ['[{"to":{},"types":[{"associationTypeId":194}]}]', "id"],
      ['[{"to":{"id":"1"},"types":[{}]}]', "associationTypeId"],
      [`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, "to, types"],
    ] as const) {
      const answer = await sendRaw(portal, { method: "POST", target: calls, body: create(associations) });
      const message = `${where} 1, column 2. Some required fields were not set: [${names}]`;
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message }, associations.slice(0, 100));
    }
  });
});

test("a value nested ten thousand deep is refused like any other that is no scalar", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const value of [`${deep.open}${deep.close}`, `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`]) {
    const body = `{"properties":{"hs_timestamp":1,"hs_call_title":${value}}}`;
    for (const answer of await sendToBoth(portal, id, body)) assertRefusal(answer, 400, { message: /hs_call_title/ });
  }
});

test("a body over 10 MiB is refused with 413, whether its length is told or not", async () => {
  const portal = await newPortal();
  const mebibyte = "x".repeat(2 ** 20);
  await assertUnchanged(portal, async () => {
    const answer = await portal.post(calls, { properties: { hs_timestamp: 1, hs_call_body: mebibyte.repeat(17) } });
    assertRefusal(answer, 413, { category: "VALIDATION_ERROR", message: /larger than 10485760 bytes/ });
    const chunked = await sendRaw(portal, {
      method: "POST",
      target: calls,
      headers: { "content-length": "", "transfer-encoding": "chunked" },
      body: `${`100000\r\n${mebibyte}\r\n`.repeat(17)}0\r\n\r\n`,
    });
    assertRefusal(chunked, 413, { category: "VALIDATION_ERROR" });
  });
});

test("a body of a little less than that is read", async () => {
  const portal = await newPortal();
  const body = `{"properties":{"hs_timestamp":1},"padding":"${"x".repeat(10 * 2 ** 20 - 100)}"}`;
  assert.equal((await portal.request("POST", calls, body)).status, 201);
});

test("a content type other than JSON is refused with 415, and so is a charset other than UTF-8", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const body = '{"properties":{"hs_timestamp":1,"hs_call_title":"x"}}';
  for (const type of [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "application/jsonx",
    "json",
    "application/json, text/plain",
    "application/json; charset=latin1",
    "application/json;charset=utf-16",
  ]) {
    for (const answer of await sendToBoth(portal, id, body, { "content-type": type })) {
      assertRefusal(answer, 415, { category: "VALIDATION_ERROR", message: /application\/json/ }, type);
    }
  }
});

test("JSON is read under every name that clients give it, and without one", async () => {
  const portal = await newPortal();
  for (const type of [
    "application/json",
    "application/json;charset=utf-8",
    'Application/JSON; Charset="UTF-8"',
    "application/json; charset=utf8",
    "application/vnd.api+json",
    "text/json",
    "",
  ]) {
    const answer = await sendRaw(portal, {
      method: "POST",
      target: calls,
      headers: { "content-type": type },
      body: '\ufeff {"properties":{"hs_timestamp":1,"hs_call_title":"größe"}} \n',
    });
    assert.equal(answer.status, 201, `${type}: ${answer.text}`);
    assert.equal(answer.body.properties.hs_call_title, "größe");
  }
});

test("a body that is not UTF-8 is refused and not mended", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0xc0, 0x80]]) {
    const [before = "", after = ""] = '{"properties":{"hs_timestamp":1,"hs_call_title":"@"}}'.split("@");
    const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
    for (const answer of await sendToBoth(portal, id, body)) {
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: /not valid UTF-8/ });
    }
  }
});

test("U+0000 and lone surrogates are refused in values and in names, with the place", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  for (const bad of ["a\\u0000b", "\\ud83d", "x\\udc00\\ud800"]) {
    const body = `{"properties":{"hs_timestamp":1,"hs_call_title":"${bad}"}}`;
    for (const answer of await sendToBoth(portal, id, body)) {
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: /^The value of "hs_call_title" contains/ });
    }
    const name = `{"properties":{"hs_timestamp":1,"${bad}":"x"}}`;
    const answer = await assertUnchanged(portal, () => sendRaw(portal, { method: "POST", target: calls, body: name }));
    assertRefusal(answer, 400, { category: "VALIDATION_ERROR", message: /^A property name contains/ });
  }
});

test("names that mean something to JavaScript are property names like any other", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const names = ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString"];
  const body = `{"properties":{"hs_timestamp":1,${names.map((name) => `"${name}":"x"`).join(",")}},"__proto__":{"a":1}}`;
  const created = await assertUnchanged(portal, () => sendRaw(portal, { method: "POST", target: calls, body }));
  assert.deepEqual(
    Object.entries(problemsOf(created)),
    names.map((name) => [name, "PROPERTY_DOESNT_EXIST"]),
  );
  const changed = await sendRaw(portal, { method: "PATCH", target: `${calls}/${id}`, body });
  assert.equal(changed.status, 200);
  assert.equal(changed.headers.get("x-trunkline-ignored-properties"), names.join(","));
  const read = await portal.get(`${calls}/${id}?properties=${names}&propertiesWithHistory=${names}`);
  assert.deepEqual(Object.keys(read.body.properties), ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"]);
});

test("a body that was compressed is refused as such, with a form as well; one that says it was not is read", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const text = JSON.stringify({ properties: { hs_call_title: "Packed" } });
  for (const encoding of ["gzip", "br", "GZIP", "identity, gzip"]) {
    for (const answer of await sendToBoth(portal, id, gzipSync(text), { "content-encoding": encoding })) {
      assertRefusal(answer, 415, { category: "VALIDATION_ERROR", message: /encoding .* is not supported/ });
    }
  }
  const headers = { "content-encoding": "gzip", "content-type": "multipart/form-data; boundary=b" };
  const upload = { method: "POST", target: "/files/v3/files", body: gzipSync("--b--"), headers };
  assertRefusal(await sendRaw(portal, upload), 415);
  const plain = { "content-encoding": "identity" };
  const answer = await sendRaw(portal, { method: "PATCH", target: `${calls}/${id}`, body: text, headers: plain });
  assert.equal(answer.status, 200, answer.text);
});
