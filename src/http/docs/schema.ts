import type { Schema } from "../openapi-schemas.ts";
import { type Html, html, prose } from "./html.ts";

/** A schema in words: its type in a phrase, and its members as a list below. */
export function renderSchema(schema: Schema): Html {
  return html`${phrase(schema)}${note(schema)}${members(schema)}`;
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  null: "null",
  object: "object",
};

function phrase(schema: Schema): Html {
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if ("const" in schema) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.enum))
    return joined(schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`));
  const choices = choicesOf(schema);
  if (choices.length > 0) return joined(choices.map(phrase));
  if (schema.type === "array") return html`list of ${phrase((schema.items ?? {}) as Schema)}`;
  const values = valuesOf(schema);
  if (values) return html`names with ${phrase(values)}`;
  return html`${words[String(schema.type)] ?? "any value"}`;
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, place) => (place === 0 ? part : html` or ${part}`))}`;
}

const boundTexts = [
  ["minimum", "at least"],
  ["maximum", "at most"],
  ["minLength", "characters at least"],
  ["maxLength", "characters at most"],
  ["minItems", "entries at least"],
  ["maxItems", "entries at most"],
  ["default", "default"],
  ["pattern", "form"],
] as const;

function note(schema: Schema): Html {
  const bounds = boundTexts
    .filter(([key]) => schema[key] !== undefined)
    .map(([key, text]) => html`, ${text} <code>${String(schema[key])}</code>`);
  const description = typeof schema.description === "string" ? html` – ${prose(schema.description)}` : html``;
  return html`${bounds}${description}`;
}

/** The members of an object, or of the objects that a list, a map or a choice holds. */
function members(schema: Schema): Html {
  const inner = [...choicesOf(schema), ...(schema.type === "array" ? [schema.items] : []), valuesOf(schema)];
  const nested = html`${inner.filter((each) => each !== undefined).map((each) => members(each as Schema))}`;
  if (typeof schema.properties !== "object") return nested;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const rows = Object.entries(schema.properties as Record<string, Schema>).map(
    ([name, member]) =>
      html`<li><code>${name}</code>${required.has(name) ? html`` : html` <em>optional</em>`}: ${renderSchema(member)}</li>`,
  );
  return rows.length === 0 ? nested : html`<ul>${rows}</ul>`;
}

function choicesOf(schema: Schema): Schema[] {
  return [schema.anyOf, schema.oneOf, schema.allOf].flatMap((choices) => (Array.isArray(choices) ? choices : []));
}

function valuesOf(schema: Schema): Schema | undefined {
  const { patternProperties, additionalProperties } = schema;
  const [value] = Object.values((patternProperties ?? {}) as Record<string, Schema>);
  return value ?? (typeof additionalProperties === "object" ? (additionalProperties as Schema) : undefined);
}
