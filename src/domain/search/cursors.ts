import { refuse } from "../../model/errors.ts";
import type { SearchPlace } from "./places.ts";

/**
 * Writes where a page of an order ends, so that the next can begin behind it.
 * @param order names the order, because a place means nothing in another
 */
export function writeCursor(order: string, { value, id }: SearchPlace): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString("base64url");
}

/** @throws Refusal 400 for what no page of this order gave */
export function readCursor(order: string, after: string | undefined): SearchPlace | undefined {
  if (after === undefined) return undefined;
  const [named, value, id] = parse(after);
  const isValue = value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
  if (named === order && isValue && typeof id === "number" && Number.isSafeInteger(id)) return { value, id };
  throw refuseCursor();
}

/** The refusal 400 of what no page gave. */
export function refuseCursor() {
  return refuse.parameter("query", "after", "It is not a cursor that an earlier page of the same list gave");
}

function parse(after: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(after, "base64url").toString("utf8"));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
