import { type Compilable, sql } from "kysely";
import { matching, operand, orderable, type SearchCondition, type SearchField } from "./search-sql.ts";
import type { EngineName } from "./statement.ts";

/** The place of a record in an order: its value there (null where it is not set) and its id. */
export type SearchPlace = { readonly value: string | number | null; readonly id: number };

export type PlaceQuery = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly where: SearchCondition;
  /** What has no value comes last, equal ones by id. */
  readonly order: { readonly field: SearchField; readonly descending: boolean };
  /** Only what comes behind this place. */
  readonly after: SearchPlace | undefined;
  readonly limit: number;
};

/** The places of the next records of an order, however many come before them; numeric values as the engine has them. */
export function searchPlaces(
  engine: EngineName,
  query: PlaceQuery,
): Compilable<{ object_id: number; value: string | number | null }> {
  const { order, after, limit } = query;
  const value = orderable(engine, order.field);
  const direction = order.descending ? sql`desc` : sql`asc`;
  let page = matching(engine, query).select(["d.object_id", sql<string | number | null>`${value}`.as("value")]);
  if (after?.value === null) page = page.where(sql<boolean>`${value} is null`).where("d.object_id", ">", after.id);
  else if (after) {
    const bound = operand(after.value);
    const beyond = order.descending ? sql`<` : sql`>`;
    page = page.where(
      sql<boolean>`(${value} ${beyond} ${bound} or (${value} = ${bound} and d.object_id > ${after.id}) or ${value} is null)`,
    );
  }
  return page.orderBy(sql`${value} ${direction} nulls last`).orderBy("d.object_id").limit(limit);
}
