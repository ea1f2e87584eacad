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
};
