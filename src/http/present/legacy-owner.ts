import type { Owner } from "../../model/portal.ts";

/** An owner as the older API shows it (part of the surface that connectors still read): ids are numbers, times too. */
export function presentLegacyOwner(owner: Owner, portalId: number) {
  const ownerId = Number(owner.id);
  const active = owner.archivedAt === null;
  return {
    portalId,
    ownerId,
    type: owner.type,
    firstName: owner.firstName,
    lastName: owner.lastName,
    email: owner.email,
    createdAt: owner.createdAt,
    updatedAt: owner.updatedAt,
    // The link between the owner and the user behind it.
    remoteList: [{ id: ownerId, portalId, ownerId, remoteId: String(owner.userId), remoteType: "HUBSPOT", active }],
    hasContactsAccess: active,
    isActive: active,
    activeUserId: active ? owner.userId : null,
    userIdIncludingInactive: owner.userId,
  };
}
