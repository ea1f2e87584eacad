import { refuse } from "../../model/errors.ts";

/**
 * Refuses what `checkText` does in the texts of a JSON value, as deep as definitions go: deeper is only what nobody
 * reads, and a client can nest that without end.
 * @throws Refusal 400 that names the place
 */
export function checkTexts(value: unknown, place: string, depth = 3): void {
  if (typeof value === "string") checkText(value, place);
  if (typeof value !== "object" || value === null || depth === 0) return;
  for (const [key, inner] of Object.entries(value)) checkTexts(inner, Array.isArray(value) ? place : key, depth - 1);
}

/**
 * Refuses U+0000 and lone surrogates, which one of the two databases could not store (section 12, row 26).
 * @throws Refusal 400 that names the place
 */
export function checkText(text: string, place: string): void {
  if (!text.isWellFormed()) throw refuse.invalid(`${place} contains a lone surrogate, which is not valid Unicode text`);
  if (text.includes("\0")) throw refuse.invalid(`${place} contains the character U+0000, which cannot be stored`);
}
