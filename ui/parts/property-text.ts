import { kindOf, type Property } from "../data/properties.ts";
import { formatDateTime, formatPlainDate } from "../formats/dates.ts";
import { formatDurationWords, formatMoney, formatNumber } from "../formats/numbers.ts";

/** A property's value as plain text, for titles, history and whatever takes no markup. Owners stay ids. */
export function propertyText(property: Property, value: string, currency = "USD"): string {
  const kind = kindOf(property);
  if (value === "") return "";
  if (kind === "datetime") return formatDateTime(value);
  if (kind === "date") return formatPlainDate(value);
  if (kind === "bool") return value === "true" ? "Yes" : "No";
  if (kind === "select") return optionLabel(property, value);
  if (kind === "multi")
    return value
      .split(";")
      .map((each) => optionLabel(property, each))
      .join(", ");
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  if (kind === "duration") return formatDurationWords(number);
  if (kind === "money") return formatMoney(number, currency);
  // Ids are numbers too, and nobody wants them with separators.
  if (kind === "number") return /id$/i.test(property.name) ? value : formatNumber(number);
  return value;
}

/** The label of an option; the value where the option is gone. */
export function optionLabel({ options }: Property, value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

/** True for http and https only: other schemes can run code. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
