import { refuse } from "../../model/errors.ts";
import type { Owner } from "../../model/portal.ts";
import type { Transaction } from "../../storage/database.ts";
import { listOwners, listTeams, updateOwnerArchivedAt, updateOwnerNames } from "../../storage/owners.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import type { OwnerRow } from "../../storage/schema.ts";
import { type Context, transaction } from "../context.ts";
import { checkText } from "../properties/text-rules.ts";
import { readName } from "./names.ts";
import { archiveOwner, createOwner, joinTeams, teamsOf } from "./owners.ts";
import { toOwner } from "./portal-cache.ts";

export type OwnerChange = {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  /** Names of teams, made where they are not there yet; the first is the primary one. */
  readonly teams?: readonly string[] | undefined;
};

const mostTeams = 50;
const longestPersonName = 255;

/**
 * Adds an owner to the caller's portal.
 * @throws Refusal 400 for an address or a name that cannot be, 409 where a live owner has the address
 */
export function createOwnOwner(ctx: Context, input: OwnerChange & { readonly email: string }): Promise<Owner> {
  checkText(input.email, "email");
  const { firstName = "", lastName = "", teams = [] } = readChange(input);
  return transaction(ctx, async ({ db, now }) => {
    const { portalId } = ctx.portal;
    const owner = await createOwner(db, portalId, { email: input.email, firstName, lastName }, now());
    return { ...owner, teams: await joinTeams(db, portalId, Number(owner.id), teams) };
  });
}

/**
 * Changes an owner's name or teams; what is not named stays.
 * @throws Refusal 404 where the portal has no such live owner, 400 for a name that cannot be
 */
export function changeOwner(ctx: Context, ownerId: string, input: OwnerChange): Promise<Owner> {
  const { firstName, lastName, teams } = readChange(input);
  return transaction(ctx, async ({ db, now }) => {
    const { portalId } = ctx.portal;
    const former = await holdOwner(db, portalId, ownerId, false);
    const row = {
      ...former,
      first_name: firstName ?? former.first_name,
      last_name: lastName ?? former.last_name,
      updated_at: now(),
    };
    await updateOwnerNames(db, row);
    if (teams) await joinTeams(db, portalId, row.owner_id, teams);
    return toOwner(row, await teamsOf(db, portalId, row.owner_id));
  });
}

/** @throws Refusal 404 where the portal has no such live owner */
export function archiveOwnOwner(ctx: Context, ownerId: string): Promise<void> {
  return transaction(ctx, ({ db, now }) => archiveOwner(db, ctx.portal.portalId, ownerId, now()));
}

/**
 * Makes an archived owner live again.
 * @throws Refusal 404 where the portal has no such archived owner, 409 where a live one has its address
 */
export function restoreOwner(ctx: Context, ownerId: string): Promise<Owner> {
  return transaction(ctx, async ({ db, now }) => {
    const { portalId } = ctx.portal;
    const former = await holdOwner(db, portalId, ownerId, true);
    const owners = await listOwners(db, portalId);
    if (owners.some(({ email, archived_at }) => email === former.email && archived_at === null)) {
      throw refuse.alreadyExists(`An owner with the email address ${former.email} exists already`);
    }
    const row = { ...former, archived_at: null, updated_at: now() };
    await updateOwnerArchivedAt(db, row);
    return toOwner(row, await teamsOf(db, portalId, row.owner_id));
  });
}

/** The portal's teams, oldest first. */
export async function listOwnTeams(ctx: Context): Promise<{ readonly id: string; readonly name: string }[]> {
  const teams = await listTeams(ctx.db, ctx.portal.portalId);
  return teams.map(({ team_id, name }) => ({ id: String(team_id), name }));
}

async function holdOwner(tx: Transaction, portalId: number, ownerId: string, archived: boolean): Promise<OwnerRow> {
  // First, so that two changes of one portal's owners wait for each other.
  await raiseDefinitionsVersion(tx, portalId);
  const owner = (await listOwners(tx, portalId)).find(({ owner_id }) => String(owner_id) === ownerId);
  if (!owner || (owner.archived_at !== null) !== archived) throw refuse.thingNotFound("Owner", ownerId.slice(0, 100));
  return owner;
}

function readChange({ firstName, lastName, teams }: OwnerChange): OwnerChange {
  if ((teams?.length ?? 0) > mostTeams) throw refuse.invalid(`An owner is in at most ${mostTeams} teams`);
  return {
    firstName: firstName === undefined ? undefined : readPersonName(firstName, "firstName"),
    lastName: lastName === undefined ? undefined : readPersonName(lastName, "lastName"),
    teams: teams && [...new Set(teams.map(readName))],
  };
}

function readPersonName(text: string, place: string): string {
  checkText(text, place);
  const name = text.trim();
  if (name.length <= longestPersonName) return name;
  throw refuse.invalid(`${place} must have at most ${longestPersonName} characters`);
}
