import { type Compilable, type RawBuilder, sql } from "kysely";
import { searchDialects } from "./search-dialects.ts";
import { builderOf, type EngineName } from "./statement.ts";

/** Where a condition looks: the record's id, a value of a property, or its words. */
export type SearchField =
  | { readonly in: "id" }
  | { readonly in: "numbers" | "texts" | "words"; readonly name: string }
  | { readonly in: "query_words" };

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
  /** The field holds this text somewhere. */
  | { readonly is: "containing"; readonly field: SearchField; readonly text: string }
  /** One word of the field begins with the first part, ends with the last and has the others between, in order. */
  | { readonly is: "word-like"; readonly field: SearchField; readonly parts: readonly string[] }
  /** Associated with a live record of a type: with one of these, or with any. */
  | { readonly is: "associated"; readonly toTypeId: string; readonly ids: readonly number[] | undefined }
  | { readonly is: "all" | "any"; readonly of: readonly SearchCondition[] }
  /** True wherever the inner one is not, unset values included. */
  | { readonly is: "not"; readonly of: SearchCondition };

export type SearchQuery = {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly where: SearchCondition;
  /** Undefined sorts by id, which is by age. */
  readonly sort: { readonly field: SearchField; readonly descending: boolean } | undefined;
  readonly offset: number;
  readonly limit: number;
};

/** One page of the ids that a search finds: in the order of the sort, what has no value last, then by id. */
export function searchPage(engine: EngineName, query: SearchQuery): Compilable<{ object_id: number }> {
  let page = matching(engine, query).select("d.object_id");
  if (query.sort) {
    const direction = query.sort.descending ? sql`desc` : sql`asc`;
    page = page.orderBy(sql`${orderable(engine, query.sort.field)} ${direction} nulls last`);
  }
  return page.orderBy("d.object_id").limit(query.limit).offset(query.offset);
}

/** How many records a search finds. */
export function searchTotal(engine: EngineName, query: Sought): Compilable<{ total: number }> {
  return matching(engine, query).select(sql<number>`count(*)`.as("total"));
}

type Sought = Pick<SearchQuery, "portalId" | "objectTypeId" | "where">;

/** The search documents, as `d`, of the records that a condition is true of. */
export function matching(engine: EngineName, { portalId, objectTypeId, where }: Sought) {
  return builderOf(engine)
    .selectFrom("search_documents as d")
    .where("d.portal_id", "=", portalId)
    .where("d.object_type_id", "=", objectTypeId)
    .where(searchDialects[engine].inTime)
    .where(toSql(engine, { portalId, objectTypeId }, where));
}

type Scope = { readonly portalId: number; readonly objectTypeId: string };

function toSql(engine: EngineName, scope: Scope, condition: SearchCondition): RawBuilder<boolean> {
  const dialect = searchDialects[engine];
  switch (condition.is) {
    case "set":
      return sql`${fieldValue(engine, condition.field)} is not null`;
    case "compared":
      return sql`${orderable(engine, condition.field)} ${sql.raw(condition.by)} ${operand(condition.value)}`;
    case "one-of":
      return sql`${fieldValue(engine, condition.field)} in (${sql.join(condition.values.map(operand))})`;
    case "containing":
      return dialect.containing(fieldValue(engine, condition.field), condition.text);
    case "word-like":
      return dialect.wordLike(fieldValue(engine, condition.field), condition.parts);
    case "associated":
      return associated(engine, scope, condition.toTypeId, condition.ids);
    case "not":
      return sql`(${toSql(engine, scope, condition.of)}) is not true`;
    case "all":
    case "any": {
      if (condition.of.length === 0) return condition.is === "all" ? sql`1 = 1` : sql`1 = 0`;
      const joint = condition.is === "all" ? sql` and ` : sql` or `;
      return sql`(${sql.join(
        condition.of.map((inner) => toSql(engine, scope, inner)),
        joint,
      )})`;
    }
  }
}

/** What a field holds, or null. */
export function fieldValue(engine: EngineName, field: SearchField): RawBuilder<unknown> {
  const dialect = searchDialects[engine];
  switch (field.in) {
    case "id":
      return sql`d.object_id`;
    case "query_words":
      return sql`d.query_words`;
    case "numbers":
      return dialect.numberIn(sql`d.numbers`, field.name);
    case "texts":
      return dialect.textIn(sql`d.texts`, field.name);
    case "words":
      return dialect.textIn(sql`d.words`, field.name);
  }
}

/** The same where order counts: text in the order of its bytes, on both engines. */
export function orderable(engine: EngineName, field: SearchField): RawBuilder<unknown> {
  const value = fieldValue(engine, field);
  return field.in === "texts" ? searchDialects[engine].byteOrder(value) : value;
}

/** Numbers go as the text that JSON has for them and are read by the database like those in the documents. */
export function operand(value: string | number): RawBuilder<unknown> {
  if (typeof value === "string") return sql`${value}`;
  const text = JSON.stringify(value);
  return Number.isSafeInteger(value) ? sql`cast(${text} as bigint)` : sql`cast(${text} as numeric)`;
}

/** Each link is stored in both directions, so the records of the other end lead to those that are searched. */
function associated(
  engine: EngineName,
  scope: Scope,
  toTypeId: string,
  ids: readonly number[] | undefined,
): RawBuilder<boolean> {
  let others = builderOf(engine)
    .selectFrom("associations as a")
    .innerJoin("objects as o", (join) =>
      join
        .onRef("o.portal_id", "=", "a.portal_id")
        .onRef("o.object_type_id", "=", "a.from_type_id")
        .onRef("o.object_id", "=", "a.from_id"),
    )
    .select("a.to_id")
    .where("a.portal_id", "=", scope.portalId)
    .where("a.from_type_id", "=", toTypeId)
    .where("a.to_type_id", "=", scope.objectTypeId);
  if (ids) others = others.where("a.from_id", "in", ids);
  return sql<boolean>`d.object_id in ${others}`;
}
