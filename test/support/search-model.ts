/**
 * A plain model of what a search over a handful of call properties finds, written from the contract (section 3.1 and
 * section 12, rows 4 and 15) and not from the implementation.
 */
export type ModelRecord = { readonly id: string; readonly values: Readonly<Record<string, string>> };

type ModelFilter = {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: readonly string[];
};

export type ModelSearch = {
  readonly filterGroups?: readonly { readonly filters: readonly ModelFilter[] }[];
  readonly query?: string;
  readonly sorts?: readonly string[];
  readonly limit?: number;
  readonly after?: number;
};

export type Found = { readonly total: number; readonly ids: readonly string[] };

const numeric = ["hs_call_duration", "hs_object_id"];

/** True where the record is found. */
export function matches(values: ModelRecord["values"], { filterGroups = [], query }: ModelSearch): boolean {
  const inGroups =
    filterGroups.length === 0 ||
    filterGroups.some(({ filters }) => filters.every((filter) => matchesFilter(values, filter)));
  return inGroups && (query === undefined || matchesQuery(values, query));
}

/** The records in the order of a sort such as `-hs_call_title`; what has no value comes last. */
export function modelOrder(records: readonly ModelRecord[], sort?: string): ModelRecord[] {
  const descending = sort?.startsWith("-") === true;
  const name = sort?.replace(/^-/, "") ?? "hs_object_id";
  const keyOf = ({ id, values }: ModelRecord) => (name === "hs_object_id" ? id : values[name]);
  return records.toSorted((one, other) => {
    const [left, right] = [keyOf(one), keyOf(other)];
    if (left === undefined || right === undefined) {
      if (left !== right) return left === undefined ? 1 : -1;
    } else {
      const order = compare(name, left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return Number(one.id) - Number(other.id);
  });
}

function matchesFilter(values: ModelRecord["values"], filter: ModelFilter): boolean {
  const { propertyName: name, operator, value = "", highValue = "", values: several = [] } = filter;
  const stored = values[name];
  const equals = (wanted: string) => stored !== undefined && equal(name, stored, wanted);
  const order = (bound: string) => (stored === undefined ? Number.NaN : compare(name, stored, bound));
  switch (operator) {
    case "EQ":
      return equals(value);
    case "NEQ":
      return !equals(value);
    case "IN":
      return several.some(equals);
    case "NOT_IN":
      return !several.some(equals);
    case "LT":
      return order(value) < 0;
    case "LTE":
      return order(value) <= 0;
    case "GT":
      return order(value) > 0;
    case "GTE":
      return order(value) >= 0;
    case "BETWEEN":
      return order(value) >= 0 && order(highValue) <= 0;
    case "HAS_PROPERTY":
      return stored !== undefined;
    case "NOT_HAS_PROPERTY":
      return stored === undefined;
    case "CONTAINS_TOKEN":
      return stored !== undefined && containsToken(name, stored, value);
    case "NOT_CONTAINS_TOKEN":
      return !(stored !== undefined && containsToken(name, stored, value));
    default:
      throw new Error(operator);
  }
}

function equal(name: string, stored: string, wanted: string): boolean {
  if (name === "hs_queue_membership_ids") {
    const held = new Set(stored.split(";"));
    return wanted.split(";").every((id) => held.has(id));
  }
  return compare(name, stored, wanted) === 0;
}

function compare(name: string, left: string, right: string): number {
  if (numeric.includes(name)) return Math.sign(Number(left) - Number(right));
  if (name === "hs_timestamp") return Math.sign(Date.parse(left) - Date.parse(right));
  return Buffer.compare(Buffer.from(comparable(name, left)), Buffer.from(comparable(name, right)));
}

function comparable(name: string, value: string): string {
  if (name === "hs_call_title" || name === "mood") return value.toLowerCase();
  if (name === "hs_call_status") return value.toLowerCase() === "missed" ? "MISSED" : value;
  return name === "hs_queue_membership_ids" ? `;${value};` : value;
}

function splitText(text: string): string[] {
  return text.toLowerCase().split(" ");
}

function splitWord(word: string): string[] {
  const tokens = word.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== "");
  return tokens.length > 0 ? tokens : [word];
}

/** The digits of what looks like a phone number. */
function digitsOf(text: string): string | undefined {
  const digits = text.replace(/[^0-9]/g, "");
  const isPhone = /^[\d\s()+./-]{7,40}$/.test(text) && digits.length >= 7 && digits.length <= 20;
  return isPhone ? digits : undefined;
}

function containsToken(name: string, stored: string, wanted: string): boolean {
  if (!["hs_call_title", "hs_call_status", "hs_queue_membership_ids", "mood"].includes(name))
    return equal(name, stored, wanted);
  const words = splitText(stored);
  const tokens = words.flatMap(splitWord);
  const digits = digitsOf(stored);
  const all = [...words, ...tokens, ...(digits ? [digits] : [])];
  return splitText(wanted).every((term) => {
    if (term === "*") return true;
    if (term.includes("*")) {
      const pattern = term.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      return all.some((one) => new RegExp(`^${pattern.join(".*")}$`, "su").test(one));
    }
    return all.includes(term) || words.some((word) => hasRun(splitWord(word), splitWord(term)));
  });
}

function hasRun(tokens: readonly string[], run: readonly string[]): boolean {
  return tokens.some((_, from) => run.every((token, step) => tokens[from + step] === token));
}

function matchesQuery(values: ModelRecord["values"], query: string): boolean {
  const title = values.hs_call_title;
  if (title === undefined) return false;
  const lists = splitText(title).map(splitWord);
  const digits = digitsOf(title);
  if (digits) lists.push([digits]);
  return splitText(query).every((word) => lists.some((tokens) => beginsRun(tokens, splitWord(word))));
}

/** True where the run stands in the tokens, its last one perhaps cut short. */
function beginsRun(tokens: readonly string[], run: readonly string[]): boolean {
  return tokens.some((_, from) =>
    run.every((token, step) =>
      step === run.length - 1 ? tokens[from + step]?.startsWith(token) : tokens[from + step] === token,
    ),
  );
}
