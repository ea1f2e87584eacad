import assert from "node:assert/strict";
import type { Answer } from "./test-app.ts";

/** The members of the standard envelope in wire order (contract 7.1 and 7.8). */
const envelope = [
  "status",
  "message",
  "errorType",
  "correlationId",
  "policyName",
  "errors",
  "context",
  "links",
  "category",
  "subCategory",
  "error",
  "error_description",
];

type Expected = {
  readonly category?: string;
  /** The whole message, or what it must match. */
  readonly message?: string | RegExp;
  readonly context?: Readonly<Record<string, readonly string[]>>;
};

/** Asserts that an answer refuses with this status, in the envelope that every refusal has. */
export function assertRefusal(answer: Answer, status: number, expected: Expected = {}, about = ""): void {
  const note = `${about} answered ${answer.status}: ${answer.text.slice(0, 500)}`;
  assert.equal(answer.status, status, note);
  assert.equal(answer.headers.get("content-type"), "application/json;charset=utf-8", note);
  const { body } = answer;
  // An OAuth endpoint tells here what is wrong (contract 9.3).
  const isOauth = body.error !== undefined;
  assert.equal(body.status, isOauth ? body.category : "error", note);
  if (isOauth) assert.equal(body.error_description, body.message, note);
  assert.ok(typeof body.message === "string" && body.message !== "", note);
  assert.match(body.correlationId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, note);
  assert.equal(answer.headers.get("x-hubspot-correlation-id"), body.correlationId, note);
  const members = Object.keys(body);
  assert.deepEqual(
    members,
    envelope.filter((member) => members.includes(member)),
    note,
  );
  assert.ok(holdsListsOfText(body.context), note);
  if (typeof expected.message === "string") assert.equal(body.message, expected.message, about);
  if (expected.message instanceof RegExp) assert.match(body.message, expected.message, about);
  if (expected.category !== undefined) assert.equal(body.category, expected.category, about);
  if (expected.context !== undefined) assert.deepEqual(body.context, expected.context, about);
}

/** What a refusal of property values says of each: the `code` by the property's name (contract 7.3). */
export function problemsOf(answer: Answer): Record<string, string> {
  assertRefusal(answer, 400, {
    category: "VALIDATION_ERROR",
    message: /^Property values were not valid: \[\{.*\}\]$/s,
  });
  const embedded = JSON.parse(answer.body.message.slice("Property values were not valid: ".length)) as {
    isValid: boolean;
    message: string;
    error: string;
    name: string;
    localizedErrorMessage: string;
  }[];
  // The same problems stand in the message and in `errors`.
  assert.deepEqual(
    answer.body.errors,
    embedded.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
  );
  for (const { isValid, message, localizedErrorMessage } of embedded) {
    assert.equal(isValid, false);
    assert.equal(localizedErrorMessage, message);
  }
  return Object.fromEntries(embedded.map(({ name, error }) => [name, error]));
}

function holdsListsOfText(context: unknown): boolean {
  if (context === undefined) return true;
  return Object.values(context as object).every(
    (values) => Array.isArray(values) && values.every((value) => typeof value === "string"),
  );
}
