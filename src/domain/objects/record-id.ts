import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";

/**
 * The record id of a path.
 * @throws Refusal 404 with the words of contract 7.6 for what cannot be a record's id
 */
export function parseRecordId(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw refuse.recordIdNotNumeric(text);
  const id = Number(text);
  if (id <= 0) throw refuse.recordIdNotPositive(text);
  // What is past the highest id stands for one that no record has: it is as absent as any other.
  return Math.min(id, limits.recordIdCeiling - 1);
}

/** The record id in a body, where it may be a number or text; undefined for what no record can have. */
export function readRecordId(value: unknown): number | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^\d{1,16}$/.test(text)) return undefined;
  const id = Number(text);
  return id > 0 && id < limits.recordIdCeiling ? id : undefined;
}
