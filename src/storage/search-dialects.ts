import { type RawBuilder, sql } from "kysely";
import type { EngineName } from "./statement.ts";

/** What the engines spell differently in a search. */
type SearchDialect = {
  /** A member of a JSON column that holds numbers only; null where it is not there. */
  numberIn(column: RawBuilder<unknown>, name: string): RawBuilder<unknown>;
  /** A member of a JSON column that holds texts only. */
  textIn(column: RawBuilder<unknown>, name: string): RawBuilder<unknown>;
  byteOrder(text: RawBuilder<unknown>): RawBuilder<unknown>;
  containing(text: RawBuilder<unknown>, part: string): RawBuilder<boolean>;
  wordLike(text: RawBuilder<unknown>, parts: readonly string[]): RawBuilder<boolean>;
  /** True; ends a statement that runs for too long where the engine does not do so by itself. */
  readonly inTime: RawBuilder<boolean>;
};

export const searchDialects: Readonly<Record<EngineName, SearchDialect>> = {
  sqlite: {
    numberIn: member,
    textIn: member,
    byteOrder: (text) => text,
    containing: (text, part) => sql`instr(${text}, ${part}) > 0`,
    // A function of search-worker.ts, like in_time.
    wordLike: (text, parts) => sql`word_like(${text}, ${JSON.stringify(parts)})`,
    inTime: sql`((d.rowid & 1023) <> 0 or in_time())`,
  },
  postgres: {
    numberIn: (column, name) => sql`(${column} -> ${sql.lit(name)})::numeric`,
    textIn: (column, name) => sql`(${column} ->> ${sql.lit(name)})`,
    byteOrder: (text) => sql`${text} collate "C"`,
    containing: (text, part) => sql`strpos(${text}, ${part}) > 0`,
    wordLike: (text, parts) =>
      sql`exists (
        select 1 from string_to_table(translate(${text}, chr(10), ' '), ' ') as word
        where word like ${parts.map(escapeLike).join("%")} escape '\\'
      )`,
    inTime: sql`1 = 1`,
  },
};

/** The path is part of the text, so that an index on the same expression can serve it. */
function member(column: RawBuilder<unknown>, name: string): RawBuilder<unknown> {
  return sql`json_extract(${column}, ${sql.lit(`$.${JSON.stringify(name)}`)})`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
