import { randomUUID } from "node:crypto";
import { defaultCallTypes, defaultOutcomes } from "../../model/catalog/outcomes.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import { insertCallChoice } from "../../storage/call-choices.ts";
import type { Session, Transaction } from "../../storage/database.ts";
import {
  findPortal,
  insertPortal,
  listPortals,
  lockAccounts,
  raiseDefinitionsVersion,
  updatePortalStrict,
} from "../../storage/portals.ts";
import { insertDefaultPipelines } from "../pipelines/default-pipelines.ts";
import { readName } from "./names.ts";
import { isTimeZone } from "./time-zone.ts";

const lowestPortalId = 100_001;
const longestTimeZone = 100;

export type NewPortal = { readonly name: string; readonly timeZone?: string; readonly currency?: string };

/**
 * Makes a portal with the outcomes and call types that a new one has; returns its id.
 * @throws Refusal 400 for a name, time zone or currency that cannot be
 */
export async function createPortal(tx: Transaction, input: NewPortal, now: number): Promise<number> {
  const { timeZone = "UTC", currency = "USD" } = input;
  const name = readName(input.name);
  if (!isTimeZone(timeZone)) throw refuse.invalid(`${timeZone.slice(0, longestTimeZone)} is not a time zone`);
  if (!/^[A-Z]{3}$/.test(currency)) throw refuse.invalid("A currency is a code of three letters, such as USD");
  await lockAccounts(tx);
  const portals = await listPortals(tx);
  const portalId = Math.max(lowestPortalId - 1, ...portals.map((portal) => portal.portal_id)) + 1;
  if (portalId >= limits.smallIdCeiling) throw refuse.invalid("No portal id is left");
  await insertPortal(tx, {
    portal_id: portalId,
    name,
    account_type: "STANDARD",
    time_zone: timeZone,
    currency,
    strict: null,
    definitions_version: 1,
    created_at: now,
  });
  for (const [position, outcome] of defaultOutcomes.entries()) {
    await insertCallChoice(tx, choice(portalId, "outcome", outcome.id, outcome.label, position));
  }
  for (const [position, label] of defaultCallTypes.entries()) {
    await insertCallChoice(tx, choice(portalId, "call-type", randomUUID(), label, position));
  }
  await insertDefaultPipelines(tx, portalId, now);
  return portalId;
}

function choice(portal_id: number, kind: string, choice_id: string, label: string, position: number) {
  return { portal_id, kind, choice_id, label, position, deleted: 0 };
}

/**
 * Sets whether updates with unknown or read-only properties are refused; undefined leaves it to the server's default.
 * @throws Refusal 404 for a portal that is not there
 */
export async function setPortalStrict(tx: Transaction, portalId: number, strict: boolean | undefined): Promise<void> {
  if (!(await findPortal(tx, portalId))) throw refuse.thingNotFound("Portal", String(portalId));
  await updatePortalStrict(tx, portalId, strict === undefined ? null : Number(strict));
  await raiseDefinitionsVersion(tx, portalId);
}

/**
 * The portal that a command names, or the first one where it names none.
 * @throws Refusal 404 for a portal that is not there, 400 where the database has none yet
 */
export async function portalIdOf(session: Session, portalId: number | undefined): Promise<number> {
  if (portalId === undefined) return firstPortalId(session);
  if (portalId >= limits.smallIdCeiling || !(await findPortal(session, portalId))) {
    throw refuse.thingNotFound("Portal", String(portalId));
  }
  return portalId;
}

async function firstPortalId(session: Session): Promise<number> {
  const [portal] = await listPortals(session);
  if (!portal) throw refuse.invalid("This database has no portal yet; the first start of the server makes one");
  return portal.portal_id;
}
