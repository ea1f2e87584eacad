import { connectedOutcomeId } from "../../model/catalog/outcomes.ts";
import { refuse } from "../../model/errors.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyValues } from "../../model/property.ts";
import type { Session } from "../../storage/database.ts";
import { findLiveIds } from "../../storage/objects.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";
import { deriveBodyPreview } from "./derive-body-preview.ts";
import type { DraftValues, ObjectTypeRules } from "./rules.ts";

/** Remembered beside a call whose voicemail flag was set by a client, and not derived. */
const voicemailWasSet = "voicemail-set";

/** What follows from a call's own values (contract 1.4, 8.7; section 12, rows 5 and 27). */
export const callRules: ObjectTypeRules = {
  derive(draft, changes, state) {
    deriveBodyPreview(draft, changes, ["hs_call_body"]);
    if (changes.has("hs_timestamp")) draft.hs_engagements_last_contacted = draft.hs_timestamp as string;
    const nextState = deriveVoicemail(draft, changes, state);
    draft.hs_connected_count = draft.hs_call_disposition === connectedOutcomeId ? "1" : "0";
    draft.hs_voicemail_count = draft.hs_call_has_voicemail === "true" ? "1" : "0";
    return nextState;
  },
  check: checkCallee,
};

function deriveVoicemail(draft: DraftValues, changes: PropertyChanges, state: string | null): string | null {
  const written = changes.get("hs_call_has_voicemail");
  const wasSet = written === undefined ? state === voicemailWasSet : written !== null;
  if (wasSet) return voicemailWasSet;
  if (draft.hs_call_direction === "INBOUND" && draft.hs_call_status === "MISSED") draft.hs_call_has_voicemail = "false";
  else delete draft.hs_call_has_voicemail;
  return null;
}

/** The callee is validated as a pair; one of the two alone is accepted. */
async function checkCallee(
  db: Session,
  portal: Portal,
  values: PropertyValues,
  changes: PropertyChanges,
): Promise<void> {
  const { hs_call_callee_object_id: id, hs_call_callee_object_type: typeName } = values;
  if (!changes.has("hs_call_callee_object_id") && !changes.has("hs_call_callee_object_type")) return;
  const type = typeName === undefined ? undefined : portal.objectTypes.find(typeName);
  if (typeName !== undefined && !(type && portal.associationTypes.defaultBetween("0-48", type.id))) {
    throw calleeProblem(
      "hs_call_callee_object_type",
      `${typeName} is not an object type that calls can be associated with`,
    );
  }
  if (id === undefined || type === undefined) return;
  const recordId = Number(id);
  if (Number.isSafeInteger(recordId) && recordId > 0) {
    if ((await findLiveIds(db, portal.portalId, type.id, [recordId])).has(recordId)) return;
  }
  throw calleeProblem("hs_call_callee_object_id", `There is no ${type.singular} with the id ${id}`);
}

function calleeProblem(name: string, message: string) {
  return refuse.propertyValues([{ name, code: "INVALID_CALLEE", message }]);
}
