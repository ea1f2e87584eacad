import { phoneNumber } from "./names.ts";
import type { Random } from "./random.ts";

/** Who works in a data set. */
export type Team = {
  readonly size: number;
  /** An owner's id; some make many more calls than others. */
  pickOwner(random: Random): string;
  phoneOf(ownerId: string): string;
};

const callsPerOwner = 9_000;
const fewestOwners = 8;
const mostOwners = 150;

/** How many people make that many calls in a year. */
export function teamSize(calls: number): number {
  return Math.min(mostOwners, Math.max(fewestOwners, Math.ceil(calls / callsPerOwner)));
}

export const teamNames = ["Sales North", "Sales South", "Key accounts", "Inside sales"] as const;

export function makeTeam(random: Random, ownerIds: readonly string[]): Team {
  const phones = new Map(ownerIds.map((id) => [id, phoneNumber(random)]));
  return {
    size: ownerIds.length,
    // The first of ten makes about a third of what three average ones do: as in life, not all work full time on this.
    pickOwner: (random) => ownerIds[Math.floor(ownerIds.length * random.next() ** 1.6)] as string,
    phoneOf: (ownerId) => phones.get(ownerId) ?? "",
  };
}
