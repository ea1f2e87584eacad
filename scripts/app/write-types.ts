import type { ApiDocument, ApiOperation, Content } from "../../src/http/openapi.ts";
import type { Schema } from "../../src/http/openapi-schemas.ts";

/**
 * Writes an OpenAPI document as TypeScript: `Schemas` by name, and `Operations` by method and path with the types of
 * path, query, body and answer. It knows the JSON Schema that this server writes, and throws at anything else.
 */
export function writeTypes({ components, paths }: ApiDocument): string {
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `  ${name}: ${typeOf(schema)};`);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => `  "${method.toUpperCase()} ${path}": ${describe(operation)};`,
    ),
  );
  return [
    "// Made by scripts/app/generate-types.ts out of the server's description of itself. Not for editing.",
    `export type Schemas = {\n${schemas.join("\n")}\n};`,
    `export type Operations = {\n${operations.join("\n")}\n};`,
    "",
  ].join("\n");
}

function describe({ parameters, requestBody, responses }: ApiOperation): string {
  const place = (wanted: string) =>
    parameters
      .filter((each) => each.in === wanted)
      .map(({ name, required, schema }) => `${JSON.stringify(name)}${required ? "" : "?"}: ${typeOf(schema)}`);
  const done = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  return `{ path: { ${place("path").join("; ")} }; query: { ${place("query").join("; ")} }; body: ${contentType(
    requestBody?.content,
  )}; answer: ${contentType(done?.content)} }`;
}

function contentType(content: Content | undefined): string {
  if (content === undefined) return "undefined";
  const json = content["application/json"];
  return json === undefined ? "unknown" : typeOf(json.schema);
}

function typeOf(schema: Schema): string {
  const { type, properties, patternProperties, items, anyOf, $ref } = schema as Record<string, unknown>;
  if (typeof $ref === "string") return `Schemas[${JSON.stringify($ref.split("/").at(-1))}]`;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (Array.isArray(anyOf)) return anyOf.map((each) => `(${typeOf(each)})`).join(" | ");
  if (Array.isArray(type)) return type.map((each) => `(${typeOf({ ...schema, type: each })})`).join(" | ");
  if (type === "array") return `(${items === undefined ? "unknown" : typeOf(items as Schema)})[]`;
  if (type === "object") {
    const members = properties === undefined ? undefined : membersOf(schema);
    const pattern = Object.values((patternProperties ?? {}) as Record<string, Schema>)[0];
    const more = pattern ?? (isSchema(schema.additionalProperties) ? schema.additionalProperties : undefined);
    const rest = more === undefined ? undefined : `{ [name: string]: ${typeOf(more)} }`;
    return [members, rest].filter((each) => each !== undefined).join(" & ") || "{ [name: string]: unknown }";
  }
  if (type === "integer" || type === "number") return "number";
  if (type === "string" || type === "boolean" || type === "null") return type;
  if (type === undefined) return "unknown";
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

function membersOf(schema: Schema): string {
  const required = new Set((schema.required ?? []) as string[]);
  const members = Object.entries(schema.properties as Record<string, Schema>).map(
    ([name, each]) => `${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(each)}`,
  );
  return `{ ${members.join("; ")} }`;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}
