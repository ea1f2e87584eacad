import type { Chance } from "./chance.ts";
import { type Known, type KnownProperty, type KnownType, thingsOf } from "./known.ts";
import { someRecordId } from "./parameters.ts";
import { someText, valueOfProperty } from "./property-values.ts";

const plain = ["EQ", "NEQ", "LT", "LTE", "GT", "GTE"];

/** Groups of filters over what the type has; now and then more than are allowed. */
export function someFilterGroups(known: Known, chance: Chance, type: KnownType | undefined): unknown[] {
  const most = chance.happens(0.03) ? 7 : 2;
  return chance.several(0, most, () => ({ filters: chance.several(0, most, () => someFilter(known, chance, type)) }));
}

function someFilter(known: Known, chance: Chance, type: KnownType | undefined): unknown {
  if (chance.happens(0.1)) return associationFilter(known, chance);
  const properties = [...(type?.properties.values() ?? [])];
  const property = chance.happens(0.4) ? chance.recent(properties) : chance.oneOf(properties);
  if (!property) return {};
  const propertyName = property.name;
  const value = () => valueOfProperty(known, chance, property) ?? "x";
  switch (chance.below(6)) {
    case 0:
      return { propertyName, operator: chance.oneOf(["HAS_PROPERTY", "NOT_HAS_PROPERTY"]) };
    case 1:
      return { propertyName, operator: chance.oneOf(["IN", "NOT_IN"]), values: chance.several(1, 3, value) };
    case 2:
      return { propertyName, operator: "BETWEEN", value: value(), highValue: value() };
    case 3:
      return tokenFilter(chance, property);
    default:
      return { propertyName, operator: chance.oneOf(plain), value: value() };
  }
}

function tokenFilter(chance: Chance, { name }: KnownProperty) {
  const operator = chance.oneOf(["CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"]);
  return { propertyName: name, operator, value: chance.oneOf(["text", "re*", "*@example.com", someText(chance)]) };
}

function associationFilter(known: Known, chance: Chance) {
  const type = chance.oneOf([...known.types.values()]);
  const id = chance.oneOf([someRecordId(known, chance, type), ...thingsOf(known, "owner")]);
  return { propertyName: `associations.${chance.oneOf(type.spellings)}`, operator: "EQ", value: id };
}
