import { isUtf8 } from "node:buffer";
import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { refuse } from "../model/errors.ts";
import { explainJsonMistake } from "./json-mistake.ts";

/** Checks a body against its schema and hands it out typed. */
export type BodyReader<T> = (body: Buffer | undefined, contentType: string | undefined) => T;

type Validator = ReturnType<typeof Compile>;

const explainedBytes = 256 * 1024;

/** Makes the reader of a route's body; the schema is compiled once, when the first body comes. */
export function createBodyReader<S extends TSchema>(
  schema: S,
  longestCharacters = Number.POSITIVE_INFINITY,
): BodyReader<Static<S>> {
  let validator: Validator | undefined;
  return (body, contentType) => {
    checkContentType(contentType);
    const value = parseJson(body, longestCharacters);
    validator ??= Compile(schema);
    if (validator.Check(value)) return value as Static<S>;
    // To find every mistake of a huge body takes seconds, in which nobody else would be answered.
    if ((body?.length ?? 0) > explainedBytes) throw refuse.invalidJson("The body does not have the shape that is due");
    throw explain(validator.Errors(value), value);
  };
}

function checkContentType(contentType: string | undefined): void {
  if (contentType === undefined || contentType === "") return;
  const [type = "", ...parameters] = contentType.toLowerCase().split(";");
  if (!/^\s*(application|text)\/([\w.+-]*\+)?json\s*$/.test(type)) throw refuse.mediaType(type.trim());
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith("charset="));
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) throw refuse.mediaType(contentType);
}

/** @throws Refusal 400 with the place of the mistake, in the form that clients know (contract 7.4) */
function parseJson(body: Buffer | undefined, longestCharacters: number): unknown {
  if (body === undefined || body.length === 0)
    throw refuse.invalidJson("No content to map due to end-of-input", -1, -1);
  if (!isUtf8(body)) throw refuse.invalidJson("The body is not valid UTF-8");
  const text = body.toString("utf8").replace(/^\ufeff/, "");
  if (text.length > longestCharacters) {
    throw refuse.invalid(
      `The request body has ${text.length} characters; at most ${longestCharacters} are allowed here`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw explainJsonMistake(text, error as Error);
  }
}

type SchemaError = ReturnType<Validator["Errors"]>[number];

/**
 * Turns a schema's errors into the words of contract 1.5 and 7.4. The innermost is told: where one of several shapes is
 * allowed, it belongs to the shape that the client meant.
 */
function explain(errors: readonly SchemaError[], value: unknown) {
  const innermost = Math.max(...errors.map(depth));
  const told = errors.filter((error) => depth(error) === innermost);
  const missing = told.find((error) => error.keyword === "required");
  if (missing) {
    const names = (missing.params as { requiredProperties?: string[] }).requiredProperties ?? [];
    return refuse.invalidJson(`Some required fields were not set: [${names.join(", ")}]`, 1, 2, ".");
  }
  const [error] = told;
  const place = error?.instancePath ?? "";
  const found = place
    .split("/")
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
  const where = place === "" ? "the body" : `\`${place.slice(1).replaceAll("/", ".")}\``;
  return refuse.invalidJson(
    `Cannot deserialize value of ${where} from ${kindOf(found)}: ${error?.message ?? "not valid"}`,
  );
}

/** How far inside the body a mistake lies; what is missing lies within what lacks it. */
function depth(error: SchemaError): number {
  return error.instancePath.split("/").length + (error.keyword === "required" ? 1 : 0);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "Array value (token `JsonToken.START_ARRAY`)";
  if (value === null) return "Null value (token `JsonToken.VALUE_NULL`)";
  switch (typeof value) {
    case "object":
      return "Object value (token `JsonToken.START_OBJECT`)";
    case "string":
      return "String value (token `JsonToken.VALUE_STRING`)";
    case "number":
      return "Number value (token `JsonToken.VALUE_NUMBER`)";
    case "boolean":
      return "Boolean value";
    default:
      return "no value";
  }
}
