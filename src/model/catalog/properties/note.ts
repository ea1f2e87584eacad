import type { PropertyDefinition } from "../../property.ts";
import { activityProperties } from "./activity.ts";
import { inGroup } from "./shared.ts";

const groupName = "note";
const define = inGroup(groupName);

export const noteProperties: readonly PropertyDefinition[] = [
  define("hs_note_body", "Note body", "string", "html", "What the note says."),
  ...activityProperties({ groupName, timestamp: "When the note was taken." }),
];
