/** Where a condition looks: the record's id, or a value of a property. */
export type SearchField = { readonly in: "id" } | { readonly in: "numbers" | "texts"; readonly name: string };

/** Which terms of a text a pattern is held against: its tokens, its words that are more than one token, or both. */
export type TermKind = "tokens" | "words" | "both";

/** A condition on one record. What asks for a value that is not set is not true. */
export type SearchCondition =
  | { readonly is: "set"; readonly field: SearchField }
  | {
      readonly is: "compared";
      readonly field: SearchField;
      readonly by: "=" | "<" | "<=" | ">" | ">=";
      readonly value: string | number;
    }
  | { readonly is: "one-of"; readonly field: SearchField; readonly values: readonly (string | number)[] }
  /** One of several values, which are kept as `;A;B;`. */
  | { readonly is: "holding"; readonly name: string; readonly value: string }
  /** A word of one of these properties has these tokens in a row; the last one perhaps cut short. */
  | {
      readonly is: "run";
      readonly names: readonly string[];
      readonly tokens: readonly string[];
      readonly cutShort: boolean;
    }
  /** A term begins with the first part, ends with the last and has the others between, in order. */
  | { readonly is: "like"; readonly name: string; readonly among: TermKind; readonly parts: readonly string[] }
  /** Associated with a live record of a type: with one of these, or with any. */
  | { readonly is: "associated"; readonly toTypeId: string; readonly ids: readonly number[] | undefined }
  | { readonly is: "all" | "any"; readonly of: readonly SearchCondition[] }
  /** True wherever the inner one is not, unset values included. */
  | { readonly is: "not"; readonly of: SearchCondition };

/** In which order records are shown: what has no value last, equal ones by id. */
export type SearchOrder = { readonly field: SearchField; readonly descending: boolean };

/** Oldest first: ids grow with time. */
export const byId: SearchOrder = { field: { in: "id" }, descending: false };

/** The place of a record in an order: its value there (null where it is not set) and its id. */
export type SearchPlace = { readonly value: string | number | null; readonly id: number };

export type SearchQuery = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly where: SearchCondition;
  readonly order: SearchOrder;
  /** Only what comes behind this place. */
  readonly after?: SearchPlace;
  readonly offset: number;
  readonly limit: number;
  /** False where only the page is wanted; it can then be found without looking at every record. */
  readonly counted: boolean;
};

/** One page of a search, in its order. */
export type SearchPage = { readonly places: readonly SearchPlace[]; readonly total: number | undefined };

/** From a time on (epoch ms), what is added to a time before it is cut into slots (ms). */
export type Shift = { readonly from: number; readonly add: number };

/** What records are told apart by. */
export type GroupKey =
  | { readonly by: "value"; readonly field: SearchField }
  /** 1 where the field is set, else 0. */
  | { readonly by: "set"; readonly field: SearchField }
  /** The number of the slot of this width (ms) that a time lies in; `shifts` grow, and the first has no beginning. */
  | { readonly by: "slot"; readonly field: SearchField; readonly width: number; readonly shifts: readonly Shift[] };

export type GroupQuery = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly where: SearchCondition;
  readonly keys: readonly GroupKey[];
  /** A number that is added up. */
  readonly sum: SearchField;
  /** A number whose lowest and highest value are told. */
  readonly range: SearchField;
};

/** Some of the records that match, told apart by keys. */
export type Group = {
  /** In the order in which they were asked for. */
  readonly keys: readonly (string | number | null)[];
  readonly records: number;
  /** How many have a value that was added up. */
  readonly measured: number;
  readonly sum: number;
  readonly lowest: number | null;
  readonly highest: number | null;
};
