import { deriveBodyPreview } from "./derive-body-preview.ts";
import type { ObjectTypeRules } from "./rules.ts";

/** What follows from a note's own values. */
export const noteRules: ObjectTypeRules = {
  derive(draft, changes) {
    deriveBodyPreview(draft, changes, ["hs_note_body"]);
    return null;
  },
};
