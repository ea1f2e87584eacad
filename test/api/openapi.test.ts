import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { ApiDocument, ApiOperation } from "../../src/http/openapi.ts";
import { routes } from "../../src/http/routes/all.ts";
import { checkAnswer, description } from "../support/answer-check.ts";
import { sendRaw } from "../support/raw-http.ts";
import { newPortal } from "../support/test-app.ts";

async function readDescription(): Promise<ApiDocument> {
  const portal = await newPortal();
  const answer = await sendRaw(portal, { method: "GET", target: "/openapi.json", headers: { authorization: "" } });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "application/json;charset=utf-8");
  return answer.body as ApiDocument;
}

function operationsOf(document: ApiDocument): [path: string, method: string, operation: ApiOperation][] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]) => [path, method, operation] as [string, string, ApiOperation],
    ),
  );
}

/** Every object inside a value, itself too. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner];
}

test("the description is valid OpenAPI, with every reference in place", async () => {
  const validator = new Validator();
  const result = await validator.validate(await readDescription());
  assert.deepEqual([result.errors, result.valid, validator.version], [undefined, true, "3.1"]);
  validator.resolveRefs();
});

test("the server describes every route once, to whoever asks", async () => {
  const document = await readDescription();
  assert.equal(document.openapi, "3.1.0");
  const operations = operationsOf(document);
  assert.equal(operations.length, routes.length);
  const ids = operations.map(([, , operation]) => operation.operationId);
  assert.deepEqual(ids.toSorted(), routes.map(({ id }) => id).toSorted());
  assert.equal(new Set(ids).size, ids.length);
  const tags = document.tags.map(({ name }) => name);
  for (const [, , operation] of operations) assert.ok(operation.tags.every((tag) => tags.includes(tag)));
});

test("every parameter of a path is declared, and every reference leads somewhere", async () => {
  const document = await readDescription();
  for (const [path, , { operationId, parameters }] of operationsOf(document)) {
    const declared = parameters.filter((parameter) => parameter.in === "path");
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(
      declared.map(({ name }) => name),
      named,
      operationId,
    );
    assert.ok(declared.every(({ required }) => required));
    assert.equal(new Set(parameters.map(({ name }) => name)).size, parameters.length, operationId);
  }
  const references = objectsIn(document).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
  assert.ok(references.length > 10);
  for (const reference of references) {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] ?? "";
    assert.ok(Object.hasOwn(document.components.schemas, name), reference);
  }
  const used = new Set(references.map((reference) => reference.split("/").at(-1)));
  for (const name of Object.keys(document.components.schemas)) assert.ok(used.has(name), name);
});

test("an operation tells its parameters, bodies, scopes and other paths", async () => {
  const { paths } = await readDescription();
  const list = paths["/crm/v3/objects/{objectType}"]?.get as ApiOperation;
  const limit = list.parameters.find(({ name }) => name === "limit");
  assert.deepEqual(limit?.schema, { type: "integer", minimum: 1, maximum: 100, default: 10 });
  assert.match(list.description, /read scope of the object type in `objectType`/);
  assert.ok(list["x-aliases"]?.includes("/crm/objects/2026-03/{objectType}"));
  const create = paths["/crm/v3/objects/{objectType}"]?.post as ApiOperation;
  assert.ok(create.requestBody);
  assert.deepEqual(create.responses[201]?.content?.["application/json"]?.schema, {
    $ref: "#/components/schemas/Record",
  });
  const owners = paths["/crm/v3/owners"]?.get as ApiOperation;
  assert.deepEqual(owners.security, [{ bearer: ["crm.objects.owners.read"] }]);
});

test("an answer that the description does not know is found out", () => {
  const headers = new Headers();
  const check = (method: string, path: string, status: number, body: unknown) =>
    checkAnswer(method, path, { status, headers, body, text: body === undefined ? "" : JSON.stringify(body) });
  const error = { status: "error", message: "no", correlationId: "x" };
  const outcome = { id: "1", label: "Busy", deleted: false };
  check("GET", "/calling/v1/dispositions?x=1", 200, [outcome]);
  check("GET", "/calling/v1/dispositions", 403, error);
  check("GET", "/nowhere", 404, error);
  check("DELETE", "/crm/objects/2026-03/calls/1", 204, undefined);
  assert.throws(() => check("GET", "/calling/v1/dispositions", 201, [outcome]), /status/);
  assert.throws(() => check("GET", "/calling/v1/dispositions", 200, [{ ...outcome, more: 1 }]), /does not fit/);
  assert.throws(() => check("GET", "/calling/v1/dispositions", 200, [{ id: "1" }]), /does not fit/);
  assert.throws(() => check("GET", "/calling/v1/dispositions", 403, { ...error, more: 1 }), /does not fit/);
  assert.throws(() => check("DELETE", "/crm/objects/2026-03/calls/1", 204, {}), /should be empty/);
  assert.throws(() => check("GET", "/nowhere", 200, {}), /status/);
});

test("uploads are described as forms, downloads as bytes, and a path with slashes as one parameter", () => {
  const upload = description.paths["/files/v3/files"]?.post;
  assert.deepEqual(Object.keys(upload?.requestBody?.content ?? {}), ["multipart/form-data"]);
  const download = description.paths["/files/v3/files/{fileId}/download"]?.get?.responses ?? {};
  assert.deepEqual(Object.keys(download), ["200", "206", "304", "default"]);
  assert.deepEqual(Object.keys(download[200]?.content ?? {}), ["application/octet-stream"]);
  const stat = description.paths["/files/v3/files/stat/{path}"]?.get;
  assert.deepEqual(
    stat?.parameters.map(({ name, in: place }) => [name, place]),
    [["path", "path"]],
  );
});
