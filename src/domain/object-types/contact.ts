import type { ObjectTypeRules } from "./rules.ts";

/** What follows from a contact's own values. */
export const contactRules: ObjectTypeRules = {
  derive(draft, changes) {
    if (changes.has("email")) {
      if (draft.email === undefined) delete draft.hs_email_domain;
      else draft.hs_email_domain = draft.email.slice(draft.email.lastIndexOf("@") + 1);
    }
    return null;
  },
  merge(changes, primary, merged) {
    const emails = [primary.hs_additional_emails, primary.email && merged.email, merged.hs_additional_emails];
    const all = new Set(emails.flatMap((list) => list?.split(";") ?? []));
    if (all.size > 0) changes.set("hs_additional_emails", [...all].join(";"));
  },
};
