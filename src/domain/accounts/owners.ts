import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { Owner, Portal, Team } from "../../model/portal.ts";
import type { Session, Transaction } from "../../storage/database.ts";
import {
  deleteOwnerTeams,
  insertOwner,
  insertOwnerTeam,
  insertTeam,
  listOwners,
  listOwnerTeams,
  listTeams,
  updateOwnerArchivedAt,
} from "../../storage/owners.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import { toOwner } from "./portal-cache.ts";

export type NewOwner = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Name of a team, made where it is not there yet. */
  readonly team?: string;
};

const firstOwnerId = 10_000_000;
const firstUserId = 50_000_000;
const ownersPerPortal = 1_000_000;

/**
 * Adds an owner to a portal.
 * @throws Refusal 400 for an address that is none, 409 where a live owner of the portal has it
 */
export async function createOwner(tx: Transaction, portalId: number, input: NewOwner, now: number): Promise<Owner> {
  const email = input.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw refuse.invalid(`Email address ${input.email} is invalid`);
  // First, so that two additions to one portal wait for each other.
  await raiseDefinitionsVersion(tx, portalId);
  const owners = await listOwners(tx, portalId);
  if (owners.some((owner) => owner.email === email && owner.archived_at === null)) {
    throw refuse.alreadyExists(`An owner with the email address ${email} exists already`);
  }
  if (owners.length >= ownersPerPortal) throw refuse.invalid(`A portal has at most ${ownersPerPortal} owners`);
  // Far apart, so that one cannot be taken for the other; both below 2^31 for some thousand portals' owners.
  const ordinal = owners.length + 1;
  const row = {
    portal_id: portalId,
    owner_id: firstOwnerId + ordinal,
    user_id: firstUserId + ordinal,
    email,
    first_name: input.firstName,
    last_name: input.lastName,
    type: "PERSON",
    created_at: now,
    updated_at: now,
    archived_at: null,
  };
  await insertOwner(tx, row);
  return toOwner(row, await joinTeams(tx, portalId, row.owner_id, input.team === undefined ? [] : [input.team]));
}

/**
 * Archives an owner: its records keep it, new ones are refused.
 * @throws Refusal 404 where the portal has no such live owner
 */
export async function archiveOwner(tx: Transaction, portalId: number, ownerId: string, now: number): Promise<void> {
  await raiseDefinitionsVersion(tx, portalId);
  const owners = await listOwners(tx, portalId);
  const owner = owners.find((candidate) => String(candidate.owner_id) === ownerId && candidate.archived_at === null);
  if (!owner) throw refuse.thingNotFound("Owner", ownerId);
  await updateOwnerArchivedAt(tx, { ...owner, archived_at: now, updated_at: now });
}

/**
 * The user that acts for a portal where nobody else is named: its first owner, a live one where there is one.
 * @throws Refusal 400 where the portal has no owner
 */
export async function actingUserId(session: Session, portalId: number): Promise<number> {
  const owners = await listOwners(session, portalId);
  const owner = owners.find((candidate) => candidate.archived_at === null) ?? owners[0];
  if (!owner) throw refuse.invalid(`Portal ${portalId} has no owner yet`);
  return owner.user_id;
}

/** The e-mail address of a portal's user. */
export async function findUserEmail(session: Session, portalId: number, userId: number): Promise<string | undefined> {
  return (await listOwners(session, portalId)).find((owner) => owner.user_id === userId)?.email;
}

/** Puts an owner into just these teams, of which the first is the primary one; those that are not there are made. */
export async function joinTeams(
  tx: Transaction,
  portalId: number,
  ownerId: number,
  names: readonly string[],
): Promise<Team[]> {
  await deleteOwnerTeams(tx, portalId, ownerId);
  const known = await listTeams(tx, portalId);
  for (const [index, name] of names.entries()) {
    let team = known.find((candidate) => candidate.name === name);
    if (!team) {
      team = { portal_id: portalId, team_id: known.length + 1, name };
      known.push(team);
      await insertTeam(tx, team);
    }
    const isPrimary = index === 0 ? 1 : 0;
    await insertOwnerTeam(tx, { portal_id: portalId, owner_id: ownerId, team_id: team.team_id, is_primary: isPrimary });
  }
  return teamsOf(tx, portalId, ownerId);
}

/** The teams that an owner is in. */
export async function teamsOf(session: Session, portalId: number, ownerId: number): Promise<Team[]> {
  const rows = (await listOwnerTeams(session, portalId)).filter(({ owner_id }) => owner_id === ownerId);
  return rows.map(({ team_id, name, is_primary }) => ({ id: String(team_id), name, primary: is_primary === 1 }));
}

export type OwnerPage = {
  readonly limit: number;
  readonly after: string | undefined;
  readonly email: string | undefined;
  readonly archived: boolean;
};

/** One page of the portal's owners by id, and the cursor of the next (contract 6.2). */
export function pageOwners(
  portal: Portal,
  { limit, after, email, archived }: OwnerPage,
): { readonly owners: readonly Owner[]; readonly after: string | undefined } {
  if (after !== undefined && after !== "" && !/^\d{1,10}$/.test(after)) throw refuse.parameter("query", "after");
  const from = Number(after || 0);
  const address = email?.toLowerCase();
  const matching = [...portal.owners.values()].filter(
    (owner) =>
      (owner.archivedAt !== null) === archived &&
      Number(owner.id) >= from &&
      (address === undefined || address === "" || owner.email === address),
  );
  const next = matching[limit];
  return { owners: matching.slice(0, limit), after: next?.id };
}

/** @throws Refusal 404 where the portal has no such owner, 400 for an `idProperty` that is none of the two */
export function getOwner(portal: Portal, reference: string, idProperty: string | undefined, archived: boolean): Owner {
  if (idProperty !== undefined && idProperty !== "id" && idProperty !== "userId") {
    throw refuse.parameter("query", "idProperty", "Allowed: id, userId");
  }
  if (!/^\d+$/.test(reference) || Number(reference) >= limits.smallIdCeiling) {
    throw refuse.thingNotFound("Owner", reference);
  }
  const owner =
    idProperty === "userId"
      ? [...portal.owners.values()].find((candidate) => candidate.userId === Number(reference))
      : portal.owners.get(String(Number(reference)));
  if (!owner || (owner.archivedAt !== null) !== archived) throw refuse.thingNotFound("Owner", reference);
  return owner;
}
