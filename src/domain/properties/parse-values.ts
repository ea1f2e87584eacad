import { type PropertyProblem, refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition, PropertyValues } from "../../model/property.ts";
import { optionsOf } from "./options.ts";
import { checkText } from "./text-rules.ts";
import { propertyTypes } from "./types/property-types.ts";
import { valueRules } from "./value-rules.ts";

/** What a write asks for, by property name: the text to store, or null to clear. */
export type PropertyChanges = ReadonlyMap<string, string | null>;

export type ParsedValues = {
  readonly changes: PropertyChanges;
  /** Unknown and read-only names that were passed over (section 12, row 1). */
  readonly ignored: readonly string[];
  readonly problems: readonly PropertyProblem[];
};

/**
 * Reads a `properties` member into the values to store.
 * @param unknown what happens to unknown and read-only names: `refuse` on create and in strict mode, else `ignore`
 * @param stored the values before the write; what equals them is accepted even where it would now be refused, so that
 *   a record can be written back as it was read
 * @throws Refusal 400 for text that cannot be stored and for values that are no scalars
 */
export function parseValues(
  portal: Portal,
  objectType: ObjectType,
  input: Readonly<Record<string, unknown>>,
  unknown: "refuse" | "ignore",
  stored: PropertyValues = {},
): ParsedValues {
  const changes = new Map<string, string | null>();
  const ignored: string[] = [];
  const problems: PropertyProblem[] = [];
  const entries = Object.entries(input);
  if (entries.length > limits.propertiesPerRequest) {
    throw refuse.invalid(`A record takes at most ${limits.propertiesPerRequest} properties in one request`);
  }
  for (const [name, raw] of entries) {
    const definition = objectType.properties.get(name);
    if (!definition || definition.readOnly) {
      if (unknown === "ignore") ignored.push(name);
      else {
        checkText(name, "A property name");
        problems.push(definition ? readOnlyProblem(name) : unknownProblem(name));
      }
      continue;
    }
    const text = scalarText(name, raw);
    if (text === "") {
      changes.set(name, null);
      continue;
    }
    if (text === stored[name]) {
      changes.set(name, text);
      continue;
    }
    const parsed = parseValue(portal, definition, text, stored[name]);
    if (typeof parsed === "string") changes.set(name, parsed === "" ? null : parsed);
    else problems.push(parsed);
  }
  return { changes, ignored, problems };
}

function parseValue(
  portal: Portal,
  definition: PropertyDefinition,
  text: string,
  stored: string | undefined,
): string | PropertyProblem {
  const { name } = definition;
  // First: the other refusals repeat the value.
  if (text.length > limits.textLength) return tooLongProblem(name);
  const parsed = propertyTypes[definition.type].parse(text, {
    definition,
    options: optionsOf(definition, portal),
    stored,
  });
  if (!parsed.ok) return { name, code: parsed.code, message: parsed.message, value: text };
  // A value that is added to what is stored has grown.
  if (parsed.value.length > limits.textLength) return tooLongProblem(name);
  if (!definition.rule || parsed.value === "" || parsed.value === stored) return parsed.value;
  const checked = valueRules[definition.rule](parsed.value, portal);
  return checked.ok ? checked.value : { name, code: checked.code, message: checked.message, value: text };
}

/** The text of a JSON scalar: numbers as JavaScript prints them, null as empty (section 12, rows 21 and 22). */
function scalarText(name: string, raw: unknown): string {
  if (typeof raw === "string") {
    checkText(raw, `The value of "${name}"`);
    return raw;
  }
  if (raw === null || raw === undefined) return "";
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  const shape = Array.isArray(raw) ? "Array value (token `START_ARRAY`)" : "Object value (token `START_OBJECT`)";
  throw refuse.invalidJson(`Cannot deserialize value of property "${name}" as text from ${shape}`);
}

function tooLongProblem(name: string): PropertyProblem {
  const message = `The value of "${name}" is longer than ${limits.textLength} characters`;
  return { name, code: "VALUE_TOO_LONG", message };
}

function unknownProblem(name: string): PropertyProblem {
  return { name, code: "PROPERTY_DOESNT_EXIST", message: `Property "${name}" does not exist` };
}

function readOnlyProblem(name: string): PropertyProblem {
  return { name, code: "READ_ONLY_VALUE", message: `"${name}" is a read only property; its value cannot be set.` };
}
