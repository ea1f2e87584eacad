import { type Compilable, type RawBuilder, sql } from "kysely";
import { fieldValue, matching, type SearchCondition, type SearchField } from "./search-sql.ts";
import type { EngineName } from "./statement.ts";

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
  /** Its values are added up. */
  readonly sum: SearchField;
  /** Its lowest and highest value are told. */
  readonly range: SearchField;
};

/** A group's keys as `key0`, `key1` and so on; numbers as the engine has them. */
export type GroupRow = {
  readonly records: number;
  readonly measured: number;
  readonly sum: string | number | null;
  readonly lowest: string | number | null;
  readonly highest: string | number | null;
} & Readonly<Record<`key${number}`, string | number | null>>;

/** Far more slots than any time lies before the epoch: whole numbers are divided towards zero. */
const slotsBeforeAll = 1_000_000_000;

/** Counts the records that match, in groups. */
export function searchGroups(engine: EngineName, query: GroupQuery): Compilable<GroupRow> {
  const keys = query.keys.map((key) => keyValue(engine, key));
  const sum = fieldValue(engine, query.sum);
  const range = fieldValue(engine, query.range);
  return matching(engine, query)
    .select([
      ...keys.map((key, index) => key.as(`key${index}` as const)),
      sql<number>`count(*)`.as("records"),
      sql<number>`count(${sum})`.as("measured"),
      sql<string | number | null>`sum(${sum})`.as("sum"),
      sql<string | number | null>`min(${range})`.as("lowest"),
      sql<string | number | null>`max(${range})`.as("highest"),
    ])
    .groupBy(keys.map((_, index) => sql<unknown>`${sql.lit(index + 1)}`)) as never;
}

function keyValue(engine: EngineName, key: GroupKey): RawBuilder<string | number | null> {
  const value = fieldValue(engine, key.field);
  if (key.by === "value") return sql`${value}`;
  if (key.by === "set") return sql`case when ${value} is null then 0 else 1 end`;
  const time = sql`cast(${value} as bigint)`;
  const [first, ...later] = key.shifts;
  // The newest first: most of what is looked at is recent.
  const cases = later.reverse().map(({ from, add }) => sql`when ${time} >= ${sql.lit(from)} then ${sql.lit(add)}`);
  const base = sql.lit(first?.add ?? 0);
  const shift = cases.length === 0 ? base : sql`case ${sql.join(cases, sql` `)} else ${base} end`;
  const offset = sql.lit(slotsBeforeAll * key.width);
  return sql`(${time} + ${shift} + ${offset}) / ${sql.lit(key.width)} - ${sql.lit(slotsBeforeAll)}`;
}
