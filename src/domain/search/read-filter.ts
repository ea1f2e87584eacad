import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition } from "../../model/property.ts";
import { isReadable } from "../object-types/readable.ts";
import { readRecordId } from "../objects/record-id.ts";
import { optionsOf } from "../properties/options.ts";
import type { SearchKey } from "../properties/types/property-type.ts";
import { propertyTypes } from "../properties/types/property-types.ts";
import type { SearchCondition } from "./conditions.ts";
import { fieldOf, hasWords, isMultiple, isSearchable, splitSeveral } from "./fields.ts";
import { type FilterInput, namesOf, readHighValue, readValue, readValues } from "./filter-operands.ts";
import { containsToken } from "./token-conditions.ts";

const associationsPrefix = "associations.";

/**
 * Reads one filter into a condition. What negates (`NEQ`, `NOT_IN` …) is true as well where nothing is set (section
 * 12, row 15).
 * @throws Refusal 400 for unknown names and operators, and for operands that are missing or not valid (contract 3.3)
 */
export function readFilter(portal: Portal, objectType: ObjectType, filter: FilterInput): SearchCondition {
  const { name, operator } = namesOf(filter);
  if (name.startsWith(associationsPrefix)) return readAssociationFilter(portal, objectType, filter, name, operator);
  const definition = objectType.properties.get(name);
  if (!definition || !isSearchable(definition) || !isReadable(objectType, name))
    throw refuse.unknownSearchProperty(name, objectType.plural, "filter");
  const property = propertyConditions(portal, definition);
  switch (operator) {
    case "EQ":
      return property.equals(readValue(filter, name));
    case "NEQ":
      return not(property.equals(readValue(filter, name)));
    case "IN":
      return property.oneOf(readValues(filter, name));
    case "NOT_IN":
      return not(property.oneOf(readValues(filter, name)));
    case "LT":
      return property.compared("<", readValue(filter, name));
    case "LTE":
      return property.compared("<=", readValue(filter, name));
    case "GT":
      return property.compared(">", readValue(filter, name));
    case "GTE":
      return property.compared(">=", readValue(filter, name));
    case "BETWEEN":
      return all(
        property.compared(">=", readValue(filter, name)),
        property.compared("<=", readHighValue(filter, name)),
      );
    case "HAS_PROPERTY":
      return { is: "set", field: fieldOf(definition) };
    case "NOT_HAS_PROPERTY":
      return not({ is: "set", field: fieldOf(definition) });
    case "CONTAINS_TOKEN":
      return property.containing(readValue(filter, name));
    case "NOT_CONTAINS_TOKEN":
      return not(property.containing(readValue(filter, name)));
  }
}

/** The conditions on one property, by the raw text of their operands. */
function propertyConditions(portal: Portal, definition: PropertyDefinition) {
  const field = fieldOf(definition);
  const multiple = isMultiple(definition);
  const options = optionsOf(definition, portal);

  function key(raw: string): SearchKey {
    const read = propertyTypes[definition.type].searchOperand(raw, { definition, options });
    if (read.ok) return read.key;
    throw refuse.filterOperand(definition.name, `The filter on ${definition.name} cannot be used: ${read.message}`);
  }

  /** Of several values each that is named must be stored. */
  function equals(raw: string): SearchCondition {
    if (!multiple) return { is: "compared", field, by: "=", value: key(raw) };
    const values = splitSeveral(raw).map(key);
    if (values.length === 0) throw refuse.filterOperand(definition.name, `The filter on ${definition.name} is empty`);
    const { name } = definition;
    return all(...values.map((value) => ({ is: "holding", name, value: String(value) }) as const));
  }

  return {
    equals,
    oneOf: (raws: readonly string[]): SearchCondition =>
      multiple ? { is: "any", of: raws.map(equals) } : { is: "one-of", field, values: raws.map(key) },
    compared: (by: "<" | "<=" | ">" | ">=", raw: string): SearchCondition => ({
      is: "compared",
      field,
      by,
      value: multiple ? `;${splitSeveral(raw).map(key).join(";")};` : key(raw),
    }),
    // A number or a time is one token, and has no words of its own.
    containing: (raw: string): SearchCondition =>
      hasWords(definition) ? containsToken(definition.name, raw) : equals(raw),
  };
}

/** The pseudo property `associations.{objectType}`: the ids of live associated records (contract 3.1). */
function readAssociationFilter(
  portal: Portal,
  objectType: ObjectType,
  filter: FilterInput,
  name: string,
  operator: string,
): SearchCondition {
  const toType = portal.objectTypes.find(name.slice(associationsPrefix.length));
  if (!toType) throw refuse.unknownSearchProperty(name, objectType.plural, "filter");
  const associated = (raws?: readonly string[]): SearchCondition => ({
    is: "associated",
    toTypeId: toType.id,
    ids: raws?.map((raw) => {
      const id = readRecordId(raw);
      if (id === undefined) throw refuse.filterOperand(name, `The filter on ${name} cannot be used: ${raw} is no id`);
      return id;
    }),
  });
  switch (operator) {
    case "EQ":
      return associated([readValue(filter, name)]);
    case "NEQ":
      return not(associated([readValue(filter, name)]));
    case "IN":
      return associated(readValues(filter, name));
    case "NOT_IN":
      return not(associated(readValues(filter, name)));
    case "HAS_PROPERTY":
      return associated();
    case "NOT_HAS_PROPERTY":
      return not(associated());
    default:
      throw refuse.filterOperand(name, `The operator ${operator} cannot be used with ${name}`);
  }
}

function not(condition: SearchCondition): SearchCondition {
  return { is: "not", of: condition };
}

function all(...conditions: SearchCondition[]): SearchCondition {
  return { is: "all", of: conditions };
}
