import { fail } from "./setting-options.ts";

/** Runs a command's work and prints the lines it returns; ends the process with a message where it fails. */
export async function printLines(work: () => Promise<readonly string[]>): Promise<void> {
  try {
    for (const line of await work()) process.stdout.write(`${line}\n`);
  } catch (error) {
    fail(error);
  }
}

/** The names in an option's text, separated by commas or blanks. */
export function namesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}
