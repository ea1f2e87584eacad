import { refuse } from "../../model/errors.ts";
import { checkText } from "../properties/text-rules.ts";

const longestValue = 255;
const mostKeys = 20;

/**
 * A stage's metadata as texts. A deal's stage needs a `probability` from 0 to 1, both ends of which close the deal; a
 * ticket's has a `ticketState`, OPEN unless it is said.
 * @throws Refusal 400 that names the member which cannot be used
 */
export function readMetadata(
  objectTypeId: string,
  given: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const metadata = { ...before };
  for (const [name, value] of Object.entries(given)) {
    checkText(name, "metadata");
    if (value === null) delete metadata[name];
    else metadata[name] = readText(name, value);
  }
  if (Object.keys(metadata).length > mostKeys) throw refuse.invalid(`metadata has at most ${mostKeys} members`);
  return objectTypeId === "0-3" ? forDeals(metadata) : forTickets(metadata);
}

function readText(name: string, value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    throw refuse.invalid(`metadata.${name} must be text, a number or a boolean`);
  }
  const text = String(value);
  checkText(text, `metadata.${name}`);
  if (text.length > longestValue) throw refuse.invalid(`metadata.${name} has at most ${longestValue} characters`);
  return text;
}

function forDeals(metadata: Record<string, string>): Record<string, string> {
  const { isClosed: _, probability = "", ...rest } = metadata;
  const chance = Number(probability);
  if (!/^(\d*\.)?\d+$|^\d+\.$/.test(probability) || chance > 1) {
    throw refuse.invalid("metadata.probability must be a number from 0.0 to 1.0", { probability: [probability] });
  }
  const shown = Number.isInteger(chance) ? chance.toFixed(1) : String(chance);
  return { ...rest, isClosed: String(chance === 0 || chance === 1), probability: shown };
}

function forTickets(metadata: Record<string, string>): Record<string, string> {
  const { isClosed: _, ticketState = "OPEN", ...rest } = metadata;
  if (ticketState !== "OPEN" && ticketState !== "CLOSED") {
    throw refuse.invalid("metadata.ticketState must be OPEN or CLOSED", { ticketState: [ticketState] });
  }
  return { ...rest, isClosed: String(ticketState === "CLOSED"), ticketState };
}
