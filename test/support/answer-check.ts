import { type TSchema, Type } from "typebox";
import { Compile } from "typebox/compile";
import { type ApiDocument, type ApiOperation, describeApi } from "../../src/http/openapi.ts";
import type { Schema } from "../../src/http/openapi-schemas.ts";
import { pathOfTarget } from "../../src/http/request-url.ts";
import { servedRoutes } from "../../src/http/routes/all.ts";
import { canonicalPath } from "../../src/http/versions.ts";

type Checked = { readonly status: number; readonly headers: Headers; readonly text: string; readonly body: unknown };
type Described = { readonly method: string; readonly path: RegExp; readonly operation: ApiOperation };

/** The server's description, as `/openapi.json` answers it. */
export const description: ApiDocument = describeApi(servedRoutes, "test");
/** Answers that have no schema: they are no part of the API, or no JSON. */
const beside = /^\/(?:healthz|readyz|openapi\.json|docs)\/?$/;

// As the router does, a part that is written out goes before one that stands for anything.
const described: readonly Described[] = Object.entries(description.paths)
  .sort(([one], [other]) => (sortKey(one) < sortKey(other) ? -1 : 1))
  .flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: new RegExp(
        `^${path
          .replaceAll(".", "\\.")
          .replace("{path}", ".*")
          .replace(/\{\w+\}/g, "[^/]+")}/?$`,
      ),
      operation,
    })),
  );

const validators = new WeakMap<Schema, ReturnType<typeof Compile>>();

/**
 * Holds an answer against the server's own description: its status, and every member of its body.
 * @throws Error that says what does not fit, so that the test fails which asked
 */
export function checkAnswer(method: string, target: string, answer: Checked): void {
  const path = canonicalPath(pathOfTarget(target)).split("?", 1)[0] ?? "";
  if (method === "HEAD" || beside.test(path)) return;
  const operation = described.find((route) => route.method === method && route.path.test(path))?.operation;
  const mistake = mistakeOf(operation?.responses ?? noRoute, answer);
  if (mistake === undefined) return;
  const name = operation?.operationId ?? "no operation";
  throw new Error(`${method} ${path} (${name}) answered ${answer.status}, ${mistake}: ${answer.text.slice(0, 1_000)}`);
}

/** What a path that is none of the API's may answer. */
const noRoute: ApiOperation["responses"] = {
  default: { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
};

function mistakeOf(responses: ApiOperation["responses"], answer: Checked): string | undefined {
  const response = responses[answer.status] ?? (answer.status >= 400 ? responses.default : undefined);
  if (!response) return "a status that it does not declare";
  if (!response.content) return answer.text === "" ? undefined : "which should be empty";
  const type = answer.headers.get("content-type")?.split(";", 1)[0] ?? "application/json";
  const json = response.content["application/json"];
  if (type !== "application/json" || !json) {
    // Bytes have the type of their file.
    const isDeclared = type in response.content || "application/octet-stream" in response.content;
    return isDeclared ? undefined : `of a type that it does not declare (${type})`;
  }
  const validator = validatorOf(json.schema);
  if (validator.Check(answer.body)) return undefined;
  const [error] = validator.Errors(answer.body);
  return `which does not fit its schema at "${error?.instancePath}": ${error?.message}`;
}

function validatorOf(schema: Schema) {
  const reference = typeof schema.$ref === "string" ? description.components.schemas[nameOf(schema.$ref)] : undefined;
  const key = reference ?? schema;
  const known = validators.get(key);
  if (known) return known;
  const validator = Compile(Type.Unsafe(closed(schema) as TSchema));
  validators.set(key, validator);
  return validator;
}

/** The schema with its references resolved, and no members beside those that are declared. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== "object" || node === null) return node;
  if ("$ref" in node) return closed(description.components.schemas[nameOf(String(node.$ref))]);
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const declares = inner.type === "object" && "properties" in inner && !("additionalProperties" in inner);
  return declares ? { ...inner, additionalProperties: false } : inner;
}

function nameOf(reference: string): string {
  return reference.replace("#/components/schemas/", "");
}

function sortKey(path: string): string {
  return path.replace(/\{\w+\}/g, "~");
}
