import { deriveBodyPreview } from "./derive-body-preview.ts";
import type { ObjectTypeRules } from "./rules.ts";

/** What follows from a task's own values. */
export const taskRules: ObjectTypeRules = {
  derive(draft, changes) {
    deriveBodyPreview(draft, changes, ["hs_task_body"]);
    draft.hs_task_is_completed = draft.hs_task_status === "COMPLETED" ? "1" : "0";
    return null;
  },
};
