import { refuse } from "../../model/errors.ts";
import { checkText } from "../properties/text-rules.ts";

const longestName = 255;

/**
 * The name of a portal, a token or an app, without blanks around it.
 * @throws Refusal 400 where it is empty, too long or no text that can be stored
 */
export function readName(text: string): string {
  checkText(text, "name");
  const name = text.trim();
  if (name === "" || name.length > longestName) throw refuse.invalid(`name must have 1 to ${longestName} characters`);
  return name;
}
