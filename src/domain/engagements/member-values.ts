import {
  attachmentsProperty,
  type MetadataMember,
  mentionedOwnersProperty,
} from "../../model/catalog/engagement-kinds.ts";
import type { PropertyValues } from "../../model/property.ts";
import { type AddressEnd, type EmailPerson, readEmailHeaders } from "../properties/email-headers.ts";
import { parseTime } from "../properties/time-text.ts";

/** An id as a number, or as text where a JSON number could not hold it. */
export type ListedId = number | string;

export type MemberValue = string | number | boolean | readonly ListedId[] | EmailPerson | readonly EmailPerson[];

/** A stored value in the form of a member of the older shape; undefined where it is not set. */
export function memberValue({ name, property, form }: MetadataMember, values: PropertyValues): MemberValue | undefined {
  const value = values[property];
  if (form === "people" || form === "person") {
    const people = (value === undefined ? undefined : readEmailHeaders(value)?.[name as AddressEnd]) ?? [];
    return form === "people" ? people : people[0];
  }
  if (form === "times") return listedIds(value);
  if (value === undefined) return undefined;
  switch (form) {
    case "text":
      return value;
    case "time":
      return parseTime(value);
    case "flag":
      return value === "true";
    case "number":
      return asNumber(value);
  }
}

/** The ids of a value such as `1;2`. */
export function listedIds(value: string | undefined): ListedId[] {
  return value === undefined ? [] : value.split(";").map(asNumber);
}

/** The owners that an engagement mentions. */
export function mentionedOwners(values: PropertyValues): ListedId[] {
  return listedIds(values[mentionedOwnersProperty]);
}

/** The files of an engagement. */
export function attachmentsOf(values: PropertyValues): { readonly id: ListedId }[] {
  return listedIds(values[attachmentsProperty]).map((id) => ({ id }));
}

function asNumber(text: string): ListedId {
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return text;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}
