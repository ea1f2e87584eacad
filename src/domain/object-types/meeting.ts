import { deriveBodyPreview } from "./derive-body-preview.ts";
import type { ObjectTypeRules } from "./rules.ts";

/** What follows from a meeting's own values. */
export const meetingRules: ObjectTypeRules = {
  derive(draft, changes) {
    deriveBodyPreview(draft, changes, ["hs_meeting_body"]);
    return null;
  },
};
