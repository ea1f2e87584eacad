import { isUtf8 } from "node:buffer";
import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { refuse } from "../model/errors.ts";

/** Checks a body against its schema and hands it out typed. */
export type BodyReader<T> = (body: Buffer | undefined, contentType: string | undefined) => T;

/** Makes the reader of a route's body; the schema is compiled once. */
export function createBodyReader<S extends TSchema>(
  schema: S,
  longestCharacters = Number.POSITIVE_INFINITY,
): BodyReader<Static<S>> {
  const validator = Compile(schema);
  return (body, contentType) => {
    checkContentType(contentType);
    const value = parseJson(body, longestCharacters);
    if (validator.Check(value)) return value as Static<S>;
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
    throw explainSyntax(text, (error as Error).message);
  }
}

function explainSyntax(text: string, message: string) {
  const found = /position (\d+)/.exec(message)?.[1];
  const position = found === undefined ? text.length : Number(found);
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = position - before.lastIndexOf("\n");
  const character = text.at(position);
  if (character === undefined) return refuse.invalidJson("Unexpected end-of-input", line, column);
  const code = character.codePointAt(0);
  return refuse.invalidJson(`Unexpected character ('${character}' (code ${code}))`, line, column);
}

type SchemaError = ReturnType<ReturnType<typeof Compile>["Errors"]>[number];

/** Turns the first schema error into the words of contract 1.5 and 7.4. */
function explain(errors: readonly SchemaError[], value: unknown) {
  const missing = errors.find((error) => error.keyword === "required");
  const other = errors.find((error) => error.keyword !== "required");
  if (missing && !(other && depth(other) < depth(missing))) {
    const names = (missing.params as { requiredProperties?: string[] }).requiredProperties ?? [];
    return refuse.invalidJson(`Some required fields were not set: [${names.join(", ")}]`, 1, 2, ".");
  }
  const place = other?.instancePath ?? "";
  const found = place
    .split("/")
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
  const where = place === "" ? "the body" : `\`${place.slice(1).replaceAll("/", ".")}\``;
  return refuse.invalidJson(
    `Cannot deserialize value of ${where} from ${kindOf(found)}: ${other?.message ?? "not valid"}`,
  );
}

function depth(error: SchemaError): number {
  return error.instancePath.split("/").length;
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
