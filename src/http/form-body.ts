import { isUtf8 } from "node:buffer";
import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { checkText } from "../domain/properties/text-rules.ts";
import { refuse } from "../model/errors.ts";
import type { BodyReader } from "./json-body.ts";

const formType = "application/x-www-form-urlencoded";

/**
 * Makes the reader of a route's body that comes as a form: each field is text, of several of one name the last counts,
 * and one that is empty was not sent.
 */
export function createFormReader<S extends TSchema>(
  schema: S,
  longestCharacters = Number.POSITIVE_INFINITY,
): BodyReader<Static<S>> {
  let validator: ReturnType<typeof Compile> | undefined;
  return (body, contentType) => {
    const type = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
    if (type !== "" && type !== formType) throw refuse.mediaType(type, formType);
    const fields = readFields(body, longestCharacters);
    validator ??= Compile(schema);
    if (validator.Check(fields)) return fields as Static<S>;
    const [error] = validator.Errors(fields);
    const missing = (error?.params as { requiredProperties?: string[] } | undefined)?.requiredProperties ?? [];
    throw refuse.invalid(
      missing.length > 0
        ? `Some required fields were not set: [${missing.join(", ")}]`
        : `The form field ${error?.instancePath.slice(1)} is not valid: ${error?.message}`,
    );
  };
}

function readFields(body: Buffer | undefined, longestCharacters: number): Record<string, string> {
  const bytes = body ?? Buffer.alloc(0);
  if (!isUtf8(bytes)) throw refuse.invalid("The body is not valid UTF-8");
  if (bytes.length > longestCharacters) {
    throw refuse.invalid(`The request body has ${bytes.length} bytes; at most ${longestCharacters} are allowed here`);
  }
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(bytes.toString("utf8"))) {
    checkText(value, `The form field ${name.slice(0, 100)}`);
    if (value !== "") fields[name] = value;
  }
  return fields;
}
