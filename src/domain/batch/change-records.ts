import { type PropertyProblem, refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { RecordView } from "../../model/record.ts";
import type { ObjectRow } from "../../storage/schema.ts";
import type { Context, WriteContext } from "../context.ts";
import { readChanges, writeChanges } from "../objects/update.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";
import { giveTurn } from "../turns.ts";

const recordsPerTurn = 25;

/** A record that the transaction holds, and what an input wants of it. */
export type HeldChange = { readonly row: ObjectRow; readonly properties: Readonly<Record<string, unknown>> };

/** Changes that were read, and those that were not valid. */
export type ReadChanges = {
  readonly changes: readonly { readonly row: ObjectRow; readonly changes: PropertyChanges }[];
  readonly ignored: readonly string[];
  readonly problems: readonly PropertyProblem[];
};

/**
 * Reads several updates; nothing is written before all of them are known to be valid.
 * @throws Refusal 400 where one has no properties at all
 */
export function readAllChanges(ctx: Context, objectType: ObjectType, held: readonly HeldChange[]): ReadChanges {
  const read = held.map(({ row, properties }) => {
    if (Object.keys(properties).length === 0) throw refuse.noProperties();
    return { row, parsed: readChanges(ctx, objectType, row, properties) };
  });
  return {
    changes: read.map(({ row, parsed }) => ({ row, changes: parsed.changes })),
    ignored: [...new Set(read.flatMap(({ parsed }) => parsed.ignored))],
    problems: read.flatMap(({ parsed }) => parsed.problems),
  };
}

/** Writes changes and pins; answers by record id. */
export async function writeAllChanges(
  ctx: WriteContext,
  objectType: ObjectType,
  { changes }: ReadChanges,
): Promise<Map<number, RecordView>> {
  const views = new Map<number, RecordView>();
  for (const { row, changes: own } of changes) {
    views.set(row.object_id, await writeChanges(ctx, objectType, row, own));
    if (views.size % recordsPerTurn === 0) await giveTurn(recordsPerTurn);
  }
  return views;
}
