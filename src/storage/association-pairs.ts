import { type RawBuilder, sql } from "kysely";
import { listPairTypes } from "./associations.ts";
import type { Session, Transaction } from "./database.ts";
import { inChunks } from "./in-chunks.ts";
import { selectLiveAssociations } from "./live-associations.ts";
import { builderOf } from "./statement.ts";

/** One direction between two object types of a portal. */
export type Direction = { readonly portalId: number; readonly fromTypeId: string; readonly toTypeId: string };

export type PairIds = { readonly fromId: number; readonly toId: number };

export type PairType = PairIds & { readonly associationTypeId: number };

/** Tuples or rows of one statement: engines limit a statement's parameters. */
const tuplesPerStatement = 1_000;

/** The types that each of these pairs has, one row each. */
export async function listTypesOfPairs(
  session: Session,
  direction: Direction,
  pairs: readonly PairIds[],
): Promise<PairType[]> {
  const [only] = pairs;
  if (only && pairs.length === 1) {
    const { fromId, toId } = only;
    const types = await listPairTypes(session, { ...direction, fromId }, toId);
    return types.map((associationTypeId) => ({ fromId, toId, associationTypeId }));
  }
  const found: PairType[] = [];
  for (const chunk of inChunks(pairs, tuplesPerStatement)) {
    const wanted = tuples(chunk.map(({ fromId, toId }) => [fromId, toId]));
    const rows = await session.query(
      builderOf(session.engine)
        .selectFrom("associations")
        .select(["from_id as fromId", "to_id as toId", "association_type_id as associationTypeId"])
        .where("portal_id", "=", direction.portalId)
        .where("from_type_id", "=", direction.fromTypeId)
        .where("to_type_id", "=", direction.toTypeId)
        .where(sql<boolean>`(from_id, to_id) IN (${wanted})`),
    );
    found.push(...rows);
  }
  return found;
}

/** To which records these ones have associations of a type, archived ones too. */
export async function listHolders(
  session: Session,
  direction: Direction,
  fromIds: readonly number[],
  associationTypeId: number,
): Promise<PairIds[]> {
  const found: PairIds[] = [];
  for (const chunk of inChunks(fromIds, tuplesPerStatement)) {
    const rows = await session.query(
      builderOf(session.engine)
        .selectFrom("associations")
        .select(["from_id as fromId", "to_id as toId"])
        .where("portal_id", "=", direction.portalId)
        .where("from_type_id", "=", direction.fromTypeId)
        .where("to_type_id", "=", direction.toTypeId)
        .where("from_id", "in", chunk)
        .where("association_type_id", "=", associationTypeId),
    );
    found.push(...rows);
  }
  return found;
}

/** How many live records each of these has associations of a type to; those without any are left out. */
export async function countLiveAssociations(
  session: Session,
  direction: Direction,
  fromIds: readonly number[] | undefined,
  associationTypeId: number,
  atLeast = 1,
): Promise<{ readonly fromId: number; readonly count: number }[]> {
  const found: { fromId: number; count: number }[] = [];
  const chunks = fromIds === undefined ? [undefined] : inChunks(fromIds, tuplesPerStatement);
  for (const chunk of chunks) {
    let query = selectLiveAssociations(builderOf(session.engine))
      .select((row) => ["a.from_id as fromId", row.fn.countAll<number>().as("count")])
      .where("a.portal_id", "=", direction.portalId)
      .where("a.from_type_id", "=", direction.fromTypeId)
      .where("a.to_type_id", "=", direction.toTypeId)
      .where("a.association_type_id", "=", associationTypeId);
    if (chunk) query = query.where("a.from_id", "in", chunk);
    const rows = await session.query(
      query
        .groupBy("a.from_id")
        .having((row) => row.fn.countAll(), ">=", atLeast)
        .orderBy("a.from_id"),
    );
    found.push(...rows);
  }
  return found;
}

/** Removes single types of pairs, in one direction. */
export async function deletePairTypes(tx: Transaction, direction: Direction, rows: readonly PairType[]): Promise<void> {
  for (const chunk of inChunks(rows, tuplesPerStatement)) {
    const wanted = tuples(chunk.map((row) => [row.fromId, row.toId, row.associationTypeId]));
    await tx.query(deleteIn(tx, direction).where(sql<boolean>`(from_id, to_id, association_type_id) IN (${wanted})`));
  }
}

/** Removes every type of pairs, in one direction. */
export async function deletePairs(tx: Transaction, direction: Direction, pairs: readonly PairIds[]): Promise<void> {
  for (const chunk of inChunks(pairs, tuplesPerStatement)) {
    const wanted = tuples(chunk.map(({ fromId, toId }) => [fromId, toId]));
    await tx.query(deleteIn(tx, direction).where(sql<boolean>`(from_id, to_id) IN (${wanted})`));
  }
}

function deleteIn(tx: Transaction, { portalId, fromTypeId, toTypeId }: Direction) {
  return builderOf(tx.engine)
    .deleteFrom("associations")
    .where("portal_id", "=", portalId)
    .where("from_type_id", "=", fromTypeId)
    .where("to_type_id", "=", toTypeId);
}

/** `VALUES (…), (…)`; PostgreSQL has to be told that the parameters are numbers. */
function tuples(rows: readonly (readonly number[])[]): RawBuilder<unknown> {
  const row = (values: readonly number[]) => sql`(${sql.join(values.map((value) => sql`cast(${value} as bigint)`))})`;
  return sql`VALUES ${sql.join(rows.map(row))}`;
}
