import type { Portal } from "../../model/portal.ts";
import type { PropertyChanges } from "./parse-values.ts";
import { formatTime } from "./time-text.ts";

const derived = [
  "hs_all_owner_ids",
  "hs_user_ids_of_all_owners",
  "hubspot_owner_assigneddate",
  "hubspot_team_id",
  "hs_all_team_ids",
  "hs_all_accessible_team_ids",
] as const;

/** Fills in what follows from a record's owner, in place (contract 1.4 and 5.2). */
export function deriveOwnerValues(
  draft: Record<string, string>,
  changes: PropertyChanges,
  stored: string | undefined,
  portal: Portal,
  now: number,
): void {
  const ownerId = changes.get("hubspot_owner_id");
  if (ownerId === undefined || ownerId === (stored ?? null)) return;
  for (const name of derived) delete draft[name];
  const owner = ownerId === null ? undefined : portal.owners.get(ownerId);
  if (!owner) return;
  draft.hs_all_owner_ids = owner.id;
  draft.hs_user_ids_of_all_owners = String(owner.userId);
  draft.hubspot_owner_assigneddate = formatTime(now);
  if (owner.teams.length === 0) return;
  const primary = owner.teams.find((team) => team.primary) ?? owner.teams[0];
  const all = owner.teams.map((team) => team.id).join(";");
  draft.hubspot_team_id = primary?.id ?? "";
  draft.hs_all_team_ids = all;
  draft.hs_all_accessible_team_ids = all;
}
