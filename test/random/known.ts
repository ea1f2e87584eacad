import type { Chance } from "./chance.ts";

/** A property of an object type, as the server described it. */
export type KnownProperty = {
  readonly name: string;
  readonly type: string;
  readonly fieldType: string;
  readonly options: readonly string[];
  readonly hasUniqueValue: boolean;
  readonly readOnly: boolean;
  readonly isOwn: boolean;
};

export type KnownType = {
  readonly id: string;
  readonly plural: string;
  readonly spellings: readonly string[];
  readonly isActivity: boolean;
  readonly properties: Map<string, KnownProperty>;
};

export type KnownAssociationType = {
  readonly typeId: number;
  readonly category: string;
  readonly name: string | undefined;
};

/** What a client remembers of a portal: all of it from earlier answers. */
export type Known = {
  readonly portalId: number;
  readonly types: Map<string, KnownType>;
  /** By `from>to`, both type ids. */
  readonly associationTypes: Map<string, KnownAssociationType[]>;
  /** Ids of records by type id: the live ones, and those in the bin. */
  readonly live: Map<string, Set<string>>;
  readonly bin: Map<string, Set<string>>;
  /** All else by its kind: `owner`, `file`, `pipeline 0-3` and so on. */
  readonly things: Map<string, Set<string>>;
  /** One record of each type that a group of requests is about, where it is about the same ones. */
  readonly focus: Map<string, string>;
  /** Ids of records of another portal. */
  readonly foreign: readonly string[];
};

/** The type ids of what can be pinned on records. */
export const activityIds: ReadonlySet<string> = new Set(["0-48", "0-46", "0-27", "0-47", "0-49"]);

/** What is the same in every new portal, asked for once. */
export type BuiltIn = Pick<Known, "types" | "associationTypes">;

/** A memory that knows no more than what every new portal has. */
export function createKnown(portalId: number, builtIn: BuiltIn, foreign: readonly string[]): Known {
  const types = [...builtIn.types].map(
    ([id, type]) => [id, { ...type, properties: new Map(type.properties) }] as const,
  );
  const links = [...builtIn.associationTypes].map(([pair, list]): [string, KnownAssociationType[]] => [
    pair,
    [...list],
  ]);
  return {
    portalId,
    types: new Map(types),
    associationTypes: new Map(links),
    live: new Map(),
    bin: new Map(),
    things: new Map(),
    focus: new Map(),
    foreign,
  };
}

export function newType(id: string, plural: string, spellings: readonly string[]): KnownType {
  return { id, plural, spellings: [plural, id, ...spellings], isActivity: activityIds.has(id), properties: new Map() };
}

/** Every id or name of a kind that is known. */
export function thingsOf(known: Known, kind: string): readonly string[] {
  return [...(known.things.get(kind) ?? [])];
}

/** A thing of a kind, mostly a new one; where none is known, something that is none. */
export function someThing(known: Known, chance: Chance, kind: string, none = "1"): string {
  const things = thingsOf(known, kind);
  return things.length === 0 || chance.happens(0.02) ? none : chance.recent(things);
}

export function remember(known: Known, kind: string, thing: unknown): void {
  if (typeof thing !== "string" && typeof thing !== "number") return;
  const list = known.things.get(kind) ?? new Set();
  list.add(String(thing));
  known.things.set(kind, list);
}

export function idsIn(place: Map<string, Set<string>>, typeId: string): readonly string[] {
  return [...(place.get(typeId) ?? [])];
}

/** What kind of thing the activities of a record are. */
export const activitiesOf = (typeId: string, id: string) => `activity of ${typeId} ${id}`;

/** Makes nothing more of a thing that is no more. */
export function forget(known: Known, kind: string, thing: string): void {
  known.things.get(kind)?.delete(thing);
}

/** Lets the next requests be about one live record of each type, or about any. */
export function setFocus(known: Known, chance: Chance | undefined): void {
  known.focus.clear();
  if (!chance) return;
  for (const typeId of known.types.keys()) {
    const live = idsIn(known.live, typeId);
    if (live.length > 0) known.focus.set(typeId, chance.recent(live));
  }
}

/** Notes where a record lies now: live, in the bin, or nowhere any more. */
export function placeRecord(known: Known, typeId: string, id: string, place: "live" | "bin" | "gone"): void {
  for (const where of ["live", "bin"] as const) {
    const ids = known[where].get(typeId) ?? new Set();
    known[where].set(typeId, ids);
    if (where === place) ids.add(id);
    else ids.delete(id);
  }
}

export const pairKey = (fromTypeId: string, toTypeId: string) => `${fromTypeId}>${toTypeId}`;
