import type { ObjectSchema } from "./object-schema.ts";
import type { PropertyDefinition } from "./property.ts";

/** One kind of record. Everything that differs between kinds is in this data or in the kind's own rules file. */
export type ObjectType = {
  /** `0-48` for calls; contract section 4.1. */
  readonly id: string;
  /** Lower case, as in association type names: `call`. */
  readonly singular: string;
  /** Lower case, as in paths and association maps: `calls`. */
  readonly plural: string;
  /** Other spellings that clients send, lower case. */
  readonly aliases: readonly string[];
  /** A portal may give the name to a type of its own: then it is found by its id, and by other spellings. */
  readonly yieldsName?: true;
  /** An activity (call, note …) is linked to and pinned on records, and its link leads to a list. */
  readonly kind: "activity" | "record";
  /** Names of the two time properties that mirror createdAt and updatedAt. */
  readonly createDateProperty: string;
  readonly modifiedDateProperty: string;
  /** What an answer holds when the request names no properties. */
  readonly defaultProperties: readonly string[];
  /** Where the free text of a search looks (contract 3.1). */
  readonly searchableProperties: readonly string[];
  readonly readScope: string;
  readonly writeScope: string;
  readonly properties: ReadonlyMap<string, PropertyDefinition>;
  /** Definitions of the portal that were archived: their values are kept, and no answer shows them. */
  readonly archivedProperties?: ReadonlyMap<string, PropertyDefinition>;
  /** What the token that asks may not read: the type is its view. */
  readonly unreadable?: ReadonlySet<string>;
  /** Only a type that the portal defined itself has this. */
  readonly schema?: ObjectSchema;
};
