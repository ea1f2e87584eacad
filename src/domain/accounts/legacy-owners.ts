import { refuse } from "../../model/errors.ts";
import type { Owner, Portal } from "../../model/portal.ts";

/** The portal's owners as the older API lists them: all in one answer, archived ones where they are asked for. */
export function listLegacyOwners(
  portal: Portal,
  wanted: { readonly email: string | undefined; readonly includeInactive: boolean },
): Owner[] {
  const email = wanted.email?.toLowerCase();
  return [...portal.owners.values()].filter(
    (owner) => (wanted.includeInactive || owner.archivedAt === null) && (email === undefined || owner.email === email),
  );
}

/** @throws Refusal 404 where the portal has no such owner, live or archived */
export function getLegacyOwner(portal: Portal, ownerId: string): Owner {
  const owner = portal.owners.get(ownerId);
  if (!owner) throw refuse.thingNotFound("Owner", ownerId);
  return owner;
}
