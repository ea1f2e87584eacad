import type { Transaction } from "./database.ts";
import { type Builder, type Statement, statement } from "./statement.ts";

/** More than these are rare enough to be written for the call. */
export const mostDeclaredRows = 8;

/**
 * An INSERT of a few rows, declared once for each number of them: a database that has it prepared need not read and
 * plan it for each write.
 * @param build makes the statement out of the rows' values
 * @returns writes 1 to `mostDeclaredRows` rows
 */
export function insertOfSome<R extends object>(
  columns: readonly (keyof R & string)[],
  build: (db: Builder, rows: readonly R[]) => ReturnType<Parameters<typeof statement>[0]>,
): (tx: Transaction, rows: readonly R[]) => void {
  const byCount: Statement<Record<string, unknown>, unknown>[] = [];
  // The first row's values go by the names of its columns, so that a row alone needs no other object.
  const keys = Array.from({ length: mostDeclaredRows }, (_, index) =>
    columns.map((column) => (index === 0 ? column : `${index} ${column}`)),
  );

  function declare(count: number) {
    return statement<Record<string, unknown>>((db, value) => {
      const rows = Array.from({ length: count }, (_, index) =>
        Object.fromEntries(columns.map((column, at) => [column, value(keys[index]?.[at] as string)])),
      );
      return build(db, rows as R[]);
    });
  }

  return (tx, rows) => {
    const [first] = rows;
    if (!first) return;
    let values = first as Readonly<Record<string, unknown>>;
    if (rows.length > 1) {
      const all: Record<string, unknown> = {};
      rows.forEach((row, index) => {
        columns.forEach((column, at) => {
          all[keys[index]?.[at] as string] = row[column];
        });
      });
      values = all;
    }
    byCount[rows.length] ??= declare(rows.length);
    tx.write(byCount[rows.length] as Statement<Record<string, unknown>, unknown>, values);
  };
}
