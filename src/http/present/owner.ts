import { formatTime } from "../../domain/properties/time-text.ts";
import type { Owner } from "../../model/portal.ts";

/** An owner in wire order (contract 6.2). */
export function presentOwner(owner: Owner) {
  return {
    id: owner.id,
    email: owner.email,
    type: owner.type,
    firstName: owner.firstName,
    lastName: owner.lastName,
    ...(owner.archivedAt === null ? { userId: owner.userId } : {}),
    userIdIncludingInactive: owner.userId,
    createdAt: formatTime(owner.createdAt),
    updatedAt: formatTime(owner.updatedAt),
    archived: owner.archivedAt !== null,
    ...(owner.teams.length > 0 ? { teams: owner.teams } : {}),
  };
}
