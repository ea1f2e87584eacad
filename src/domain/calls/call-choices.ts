import { randomUUID } from "node:crypto";
import { refuse } from "../../model/errors.ts";
import type { CallChoice } from "../../model/portal.ts";
import { insertCallChoice, listCallChoices, updateCallChoice } from "../../storage/call-choices.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { raiseDefinitionsVersion } from "../../storage/portals.ts";
import type { CallChoiceRow } from "../../storage/schema.ts";
import { checkText } from "../properties/text-rules.ts";

/** The two lists of a portal that calls choose from (section 12, rows 30 and 32). */
export type CallChoiceKind = "outcome" | "call-type";

/** Where the lists are kept: the part of a request's context that the command line has as well. */
export type CallChoicePlace = { readonly database: Database; readonly portal: { readonly portalId: number } };

const longestLabel = 255;
const choicesPerList = 500;

/**
 * Adds an outcome or a call type; one that was deleted under the same label comes back as it was.
 * @throws Refusal 400 for a label that is empty or too long, 409 for one that is taken
 */
export function createCallChoice(place: CallChoicePlace, kind: CallChoiceKind, label: string): Promise<CallChoice> {
  const name = readLabel(kind, label);
  const { portalId } = place.portal;
  return place.database.transaction(async (tx) => {
    const rows = await rowsOf(tx, portalId, kind);
    refuseTaken(rows, name);
    if (rows.length >= choicesPerList) throw refuse.invalid(`A portal has at most ${choicesPerList} of these`);
    const former = rows.find((row) => row.deleted === 1 && row.label === name);
    const row: CallChoiceRow = {
      portal_id: portalId,
      kind,
      choice_id: former?.choice_id ?? randomUUID(),
      label: name,
      position: former?.position ?? Math.max(-1, ...rows.map((other) => other.position)) + 1,
      deleted: 0,
    };
    await (former ? updateCallChoice(tx, row) : insertCallChoice(tx, row));
    return toChoice(row);
  });
}

/**
 * Renames an outcome or a call type. The stored value of an outcome is its id; that of a call type is its label, so
 * calls that have the old one keep it.
 * @throws Refusal 404 where it is not there, 409 where the label is taken
 */
export function renameCallChoice(
  place: CallChoicePlace,
  kind: CallChoiceKind,
  id: string,
  label: string,
): Promise<CallChoice> {
  const name = readLabel(kind, label);
  const { portalId } = place.portal;
  return place.database.transaction(async (tx) => {
    const rows = await rowsOf(tx, portalId, kind);
    const row = find(rows, kind, id);
    refuseTaken(
      rows.filter((other) => other !== row),
      name,
    );
    const next = { ...row, label: name };
    await updateCallChoice(tx, next);
    return toChoice(next);
  });
}

/**
 * Marks an outcome or call type deleted: it stays readable on old calls and is refused on new ones.
 * @throws Refusal 404 where it is not there
 */
export async function deleteCallChoice(place: CallChoicePlace, kind: CallChoiceKind, id: string): Promise<void> {
  await place.database.transaction(async (tx) => {
    const row = { ...find(await rowsOf(tx, place.portal.portalId, kind), kind, id), deleted: 1 };
    await updateCallChoice(tx, row);
  });
}

/** The choices of a portal that are not deleted, in their order. */
export async function listChoices({ database, portal }: CallChoicePlace, kind: CallChoiceKind): Promise<CallChoice[]> {
  const rows = await listCallChoices(database, portal.portalId);
  return rows.filter((row) => row.kind === kind && row.deleted === 0).map(toChoice);
}

async function rowsOf(tx: Transaction, portalId: number, kind: CallChoiceKind): Promise<CallChoiceRow[]> {
  // First, so that two changes of the same list wait for each other.
  await raiseDefinitionsVersion(tx, portalId);
  const rows = await listCallChoices(tx, portalId);
  return rows.filter((row) => row.kind === kind);
}

function find(rows: readonly CallChoiceRow[], kind: CallChoiceKind, id: string): CallChoiceRow {
  const row = rows.find((candidate) => candidate.choice_id === id && candidate.deleted === 0);
  if (!row) throw refuse.thingNotFound(kind === "outcome" ? "Call outcome" : "Call type", id);
  return row;
}

function refuseTaken(rows: readonly CallChoiceRow[], label: string): void {
  const taken = rows.find((row) => row.deleted === 0 && row.label.toLowerCase() === label.toLowerCase());
  if (taken) throw refuse.alreadyExists(`"${taken.label}" exists already. Existing ID: ${taken.choice_id}`);
}

function readLabel(kind: CallChoiceKind, label: string): string {
  checkText(label, "label");
  const name = label.trim();
  if (name === "" || name.length > longestLabel) {
    throw refuse.invalid(`label must have 1 to ${longestLabel} characters`, { label: [label.slice(0, 50)] });
  }
  if (kind === "call-type" && name.includes(";")) throw refuse.invalid("label must not contain a semicolon");
  return name;
}

function toChoice(row: CallChoiceRow): CallChoice {
  return { id: row.choice_id, label: row.label, position: row.position, deleted: row.deleted === 1 };
}
