import { addressEnds, readEmailHeaders } from "../properties/email-headers.ts";
import { deriveBodyPreview } from "./derive-body-preview.ts";
import type { ObjectTypeRules } from "./rules.ts";

/** What follows from an email's own values: the preview of its body, and the addresses that its headers name. */
export const emailRules: ObjectTypeRules = {
  derive(draft, changes) {
    deriveBodyPreview(draft, changes, ["hs_email_html", "hs_email_text"]);
    if (!changes.has("hs_email_headers")) return null;
    const headers = readEmailHeaders(draft.hs_email_headers ?? "{}") ?? {};
    for (const end of addressEnds) {
      const people = headers[end] ?? [];
      const parts = {
        email: people.map((person) => person.email),
        firstname: people.map((person) => person.firstName),
        lastname: people.map((person) => person.lastName),
      };
      for (const [part, texts] of Object.entries(parts)) {
        const text = texts.filter((value) => value !== undefined).join(";");
        if (text === "") delete draft[`hs_email_${end}_${part}`];
        else draft[`hs_email_${end}_${part}`] = text;
      }
    }
    return null;
  },
};
