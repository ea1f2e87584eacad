import { refuse } from "../../model/errors.ts";
import { checkText } from "../properties/text-rules.ts";

type Scalar = string | number | boolean | null;

/** A filter as the body has it (contract 3.1). */
export type FilterInput = {
  readonly propertyName?: string | null;
  readonly operator?: string | null;
  readonly value?: Scalar;
  readonly highValue?: Scalar;
  readonly values?: readonly Scalar[] | null;
};

export const operators = [
  "EQ",
  "NEQ",
  "LT",
  "LTE",
  "GT",
  "GTE",
  "BETWEEN",
  "IN",
  "NOT_IN",
  "HAS_PROPERTY",
  "NOT_HAS_PROPERTY",
  "CONTAINS_TOKEN",
  "NOT_CONTAINS_TOKEN",
] as const;

export type Operator = (typeof operators)[number];

/** @throws Refusal 400 with the words of contract 3.3 where the property or the operator is missing */
export function namesOf({ propertyName, operator }: FilterInput): { name: string; operator: Operator } {
  const missing = [...(propertyName ? [] : ["propertyName"]), ...(operator ? [] : ["operator"])];
  if (!propertyName || !operator) {
    throw refuse.invalidJson(`Cannot build Filter, some of required attributes are not set [${missing.join(", ")}]`);
  }
  checkText(propertyName, "The property name of a filter");
  checkText(operator, "The operator of a filter");
  const known = operators.find((candidate) => candidate === operator.toUpperCase());
  if (known) return { name: propertyName, operator: known };
  throw refuse.filterOperand(propertyName, `There is no operator ${operator}. Allowed: [${operators.join(", ")}]`);
}

/** @throws Refusal 400 where there is no `value`, or an empty one (contract 3.3) */
export function readValue(filter: FilterInput, name: string): string {
  return readOperand(filter.value, "value", name);
}

/** @throws Refusal 400 as for `value` */
export function readHighValue(filter: FilterInput, name: string): string {
  return readOperand(filter.highValue, "highValue", name);
}

/** The texts of `values`; nulls in it are passed over, as clients send them. */
export function readValues({ values }: FilterInput, name: string): string[] {
  const given = (values ?? []).filter((value) => value !== null);
  if (given.length > 0) return given.map((value) => readOperand(value, "values", name));
  throw refuse.filterOperand(name, `The filter on ${name} needs values that are not empty`);
}

function readOperand(raw: Scalar | undefined, member: string, name: string): string {
  if (raw === undefined || raw === null) throw refuse.filterOperand(name, `The filter on ${name} needs a ${member}`);
  const text = String(raw);
  checkText(text, `The ${member} of the filter on ${name}`);
  if (text.trim() !== "") return text;
  throw refuse.invalidJson(`${member} must be non-empty and non-blank, if specified {propertyName: '${name}'}`);
}
