import type { Portal } from "../../model/portal.ts";
import type { ValueRule } from "../../model/property.ts";
import { readEmailHeaders } from "./email-headers.ts";
import { accept, type Parsed, refuseValue } from "./types/property-type.ts";

/** Checks on a value's meaning that go beyond its type. What needs the database is checked in the transaction. */
export const valueRules: Readonly<Record<ValueRule, (value: string, portal: Portal) => Parsed>> = {
  /** A recording's address: any absolute https URL (section 12, row 29). */
  "https-url": (value) =>
    URL.canParse(value) && /^https:\/\/[^/\s]\P{Cc}*$/iu.test(value)
      ? accept(value)
      : refuseValue("INVALID_URL", `${value} is not an absolute https URL`),

  email: (value) =>
    /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/.test(value) && value.length <= 254
      ? accept(value)
      : refuseValue("INVALID_EMAIL", `Email address ${value} is invalid`),

  "id-list": (value) => ids(value, "an id"),

  /** Whether the files are there is checked in the transaction (domain/files/attachments.ts). */
  "file-ids": (value) => ids(value, "a file id"),

  owner: (value, portal) => {
    const owner = portal.owners.get(value);
    return owner && owner.archivedAt === null
      ? accept(value)
      : refuseValue("INVALID_OWNER_ID", `Owner ${value} does not exist`);
  },

  "associable-object-type": (value, portal) =>
    portal.objectTypes.find(value)
      ? accept(value)
      : refuseValue("INVALID_OPTION", `${value} is not an object type that calls can be associated with`),

  "record-id": (value) =>
    /^[1-9]\d{0,15}$/.test(value)
      ? accept(value)
      : refuseValue("INVALID_INTEGER", `${value} is not the id of a record`),

  "email-headers": (value) =>
    readEmailHeaders(value)
      ? accept(value)
      : refuseValue("INVALID_JSON", "The headers of an email are a JSON object of people, such as from and to"),
};

function ids(value: string, what: string): Parsed {
  const wrong = value.split(";").find((id) => !/^\d{1,19}$/.test(id));
  return wrong === undefined ? accept(value) : refuseValue("INVALID_OPTION", `${wrong} is not ${what}`);
}
