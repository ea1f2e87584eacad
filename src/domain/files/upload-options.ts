import { refuse } from "../../model/errors.ts";
import { type FileAccess, fileAccesses } from "../../model/file.ts";

/** What the `options` of an upload ask for (contract 6.3). */
export type UploadOptions = {
  readonly access: FileAccess | undefined;
  readonly overwrite: boolean;
  /** What happens to a file whose bytes the portal has already. */
  readonly duplicates: "NONE" | "REJECT" | "RETURN_EXISTING";
  readonly duplicateScope: "ENTIRE_PORTAL" | "EXACT_FOLDER";
  /** Milliseconds to live, or null. */
  readonly timeToLive: number | null;
};

/**
 * Reads the JSON text of an upload's `options`.
 * @throws Refusal 400 that names the member which cannot be used
 */
export function readUploadOptions(text: string | undefined): UploadOptions {
  const options = parse(text ?? "{}");
  return {
    access: options.access === undefined ? undefined : readAccess(options.access),
    overwrite: readFlag(options.overwrite, "overwrite"),
    duplicates: oneOf(options, "duplicateValidationStrategy", ["NONE", "REJECT", "RETURN_EXISTING"]),
    duplicateScope: oneOf(options, "duplicateValidationScope", ["ENTIRE_PORTAL", "EXACT_FOLDER"]),
    timeToLive: options.ttl === undefined || options.ttl === null ? null : readDuration(options.ttl),
  };
}

/** @throws Refusal 400 for what is no access level */
export function readAccess(value: unknown): FileAccess {
  const access = fileAccesses.find((candidate) => candidate === value);
  if (!access) throw refuse.invalid(`access must be one of ${fileAccesses.join(", ")}`, { access: [shown(value)] });
  return access;
}

function parse(text: string): Record<string, unknown> {
  let options: unknown;
  try {
    options = JSON.parse(text);
  } catch {
    throw refuse.invalid("options is not valid JSON");
  }
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return options as never;
  throw refuse.invalid("options must be a JSON object");
}

function readFlag(value: unknown, name: string): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (value === true) return true;
  throw refuse.invalid(`${name} must be true or false`, { [name]: [shown(value)] });
}

/** One of the allowed words; the first where none is given. */
function oneOf<T extends string>(options: Record<string, unknown>, name: string, allowed: readonly [T, ...T[]]): T {
  const value = options[name] ?? allowed[0];
  const found = allowed.find((candidate) => candidate === value);
  if (!found) throw refuse.invalid(`${name} must be one of ${allowed.join(", ")}`, { [name]: [shown(value)] });
  return found;
}

const day = 86_400_000;
const longestDays = 36_500;

/** An ISO 8601 duration of days or more, such as `P3M`: months count 30 days, years 365. */
function readDuration(value: unknown): number {
  const parts =
    typeof value === "string" ? /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?$/.exec(value) : null;
  const [years, months, weeks, days] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
  const total = (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0);
  if (total >= 1 && total <= longestDays) return total * day;
  throw refuse.invalid("ttl must be an ISO 8601 duration of at least one day, such as P3M", { ttl: [shown(value)] });
}

function shown(value: unknown): string {
  return String(typeof value === "string" ? value : JSON.stringify(value)).slice(0, 50);
}
