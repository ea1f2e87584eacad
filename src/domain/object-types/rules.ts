import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyValues } from "../../model/property.ts";
import type { Session } from "../../storage/database.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";
import { callRules } from "./call.ts";
import { contactRules } from "./contact.ts";
import { emailRules } from "./email.ts";
import { meetingRules } from "./meeting.ts";
import { noteRules } from "./note.ts";
import { pipelineRules } from "./pipeline-stage.ts";
import { taskRules } from "./task.ts";

/** Values while a write is worked out: what is not there is unset. */
export type DraftValues = Record<string, string>;

/** What one object type does beyond its data. Each has its own file; this is their common shape. */
export type ObjectTypeRules = {
  /**
   * Fills in what follows from other values, in place.
   * @param state what earlier writes asked to be remembered, or null
   * @returns what is to be remembered after this write, or null
   */
  readonly derive?: (draft: DraftValues, changes: PropertyChanges, state: string | null) => string | null;
  /** What a merge keeps of the other record beside the values that the primary lacks; added to the changes. */
  readonly merge?: (changes: Map<string, string>, primary: PropertyValues, merged: PropertyValues) => void;
  /**
   * Checks that need the database, in the transaction of the write.
   * @throws Refusal 400
   */
  readonly check?: (db: Session, portal: Portal, values: PropertyValues, changes: PropertyChanges) => Promise<void>;
};

const rulesById: Readonly<Record<string, ObjectTypeRules>> = {
  "0-48": callRules,
  "0-1": contactRules,
  "0-3": pipelineRules("0-3"),
  "0-5": pipelineRules("0-5"),
  "0-46": noteRules,
  "0-27": taskRules,
  "0-47": meetingRules,
  "0-49": emailRules,
};
const noRules: ObjectTypeRules = {};

export function rulesOf(objectType: ObjectType): ObjectTypeRules {
  return rulesById[objectType.id] ?? noRules;
}
