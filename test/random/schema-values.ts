import type { Schema } from "../../src/http/openapi-schemas.ts";
import type { Chance } from "./chance.ts";

/** What to put where a member of this name is; undefined where its schema alone shall say. */
export type MemberHint = (name: string) => unknown;

/** A JSON value that fits a schema; optional members are there or not. */
export function valueFor(schema: Schema, chance: Chance, hint: MemberHint, name = ""): unknown {
  const hinted = hint(name);
  if (hinted !== undefined && !chance.happens(0.03)) return hinted;
  if ("const" in schema) return schema.const;
  const choices = (schema.anyOf ?? schema.enum) as readonly unknown[] | undefined;
  if (schema.enum) return chance.oneOf(choices as readonly unknown[]);
  // The first is what is meant, the others are kindnesses.
  if (choices) {
    const choice = chance.happens(0.7) ? choices[0] : chance.oneOf(choices);
    return valueFor(choice as Schema, chance, hint, name);
  }
  switch (schema.type) {
    case "object":
      return objectFor(schema, chance, hint);
    case "array":
      return chance.several(chance.happens(0.9) ? 1 : 0, 3, () =>
        valueFor(schema.items as Schema, chance, hint, name.replace(/s$/, "")),
      );
    case "string":
      return `text ${chance.below(20)}`;
    case "integer":
      return chance.below(10);
    case "number":
      return chance.oneOf([0, 1.5, 100]);
    case "boolean":
      return chance.happens(0.5);
    case "null":
      return null;
    default:
      return chance.oneOf(["text", 1, true, null]);
  }
}

function objectFor(schema: Schema, chance: Chance, hint: MemberHint): Record<string, unknown> {
  const required = new Set((schema.required ?? []) as readonly string[]);
  const members = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>);
  const made: Record<string, unknown> = {};
  for (const [name, member] of members) {
    if (required.has(name) || chance.happens(0.5)) made[name] = valueFor(member, chance, hint, name);
  }
  if (members.length === 0) made[`member_${chance.below(5)}`] = "text";
  return made;
}
