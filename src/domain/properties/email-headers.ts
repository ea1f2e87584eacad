/** The ends of an email that its headers name. */
export const addressEnds = ["from", "to", "cc", "bcc", "sender"] as const;

export type AddressEnd = (typeof addressEnds)[number];
export type EmailPerson = { readonly email?: string; readonly firstName?: string; readonly lastName?: string };
export type EmailHeaders = Partial<Record<AddressEnd, readonly EmailPerson[]>>;

/**
 * Reads the value of `hs_email_headers`: a JSON object with a person, or a list of them, for each end.
 * @returns undefined where it is something else
 */
export function readEmailHeaders(text: string): EmailHeaders | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const headers: EmailHeaders = {};
  for (const end of addressEnds) {
    const given = value[end];
    if (given === undefined || given === null) continue;
    const people = (Array.isArray(given) ? given : [given]).filter((person) => person !== null);
    if (!people.every(isObject)) return undefined;
    headers[end] = people.map(readPerson);
  }
  return headers;
}

function readPerson(person: Record<string, unknown>): EmailPerson {
  const text = (name: string) => {
    const value = person[name];
    // An escape may stand for what could not be stored when it was sent plainly.
    return typeof value === "string" && value !== "" ? value.replaceAll("\0", "\ufffd").toWellFormed() : undefined;
  };
  const [email, firstName, lastName] = [text("email"), text("firstName"), text("lastName")];
  return {
    ...(email === undefined ? {} : { email }),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
