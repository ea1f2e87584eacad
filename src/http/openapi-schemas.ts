import { isDeepStrictEqual } from "node:util";

/** A JSON Schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** Gathers the schemas that have a title: the document holds each once, and refers to it elsewhere. */
export function createComponents() {
  const schemas: Record<string, Schema> = {};

  function visit(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== "object" || node === null) return node;
    const visited = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]));
    // A property may be called title as well; its value is a schema then.
    if (typeof visited.title !== "string") return visited;
    const known = schemas[visited.title];
    if (known && !isDeepStrictEqual(known, visited)) throw new Error(`Two schemas have the title ${visited.title}`);
    schemas[visited.title] = visited;
    return { $ref: `#/components/schemas/${visited.title}` };
  }

  return {
    schemas,
    /** The schema as the document shows it: data alone, or a reference. */
    describe: (schema: object): Schema => visit(JSON.parse(JSON.stringify(schema))) as Schema,
  };
}
