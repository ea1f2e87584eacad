import { refuse } from "../model/errors.ts";
import { limits } from "../model/limits.ts";

/** One query parameter: how its text is read, and how the server's own description shows it. */
export type QueryParameter<T> = {
  read(values: readonly string[], name: string): T;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly description: string;
};

export type QueryShape = Readonly<Record<string, QueryParameter<unknown>>>;

export type QueryValues<S extends QueryShape> = { readonly [K in keyof S]: ReturnType<S[K]["read"]> };

/**
 * Reads the declared parameters of a parsed query; others are passed over, as clients send many.
 * @throws Refusal 400 that names the parameter
 */
export function readQuery<S extends QueryShape>(shape: S, query: Readonly<Record<string, unknown>>): QueryValues<S> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(shape)) {
    const raw = query[name];
    const texts = raw === undefined ? [] : Array.isArray(raw) ? (raw as string[]) : [raw as string];
    values[name] = shape[name]?.read(texts, name);
  }
  return values as QueryValues<S>;
}

/** A whole number within bounds; empty is the default (section 12, row 12). */
export function integer(lowest: number, highest: number, fallback: number): QueryParameter<number> {
  return {
    description: `A whole number from ${lowest} to ${highest}`,
    schema: { type: "integer", minimum: lowest, maximum: highest, default: fallback },
    read(values, name) {
      const text = values.findLast((value) => value !== "") ?? String(fallback);
      const number = Number(text);
      if (/^-?\d{1,16}$/.test(text) && number >= lowest && number <= highest) return number;
      throw refuse.parameter("query", name, `Allowed: ${lowest} to ${highest}`);
    },
  };
}

/** A whole number within bounds; empty is none. */
export function optionalInteger(
  lowest: number,
  highest: number,
  description: string,
): QueryParameter<number | undefined> {
  const { schema, read } = integer(lowest, highest, lowest);
  const { default: _, ...bounds } = schema;
  return {
    description,
    schema: bounds,
    read: (values, name) => (values.every((value) => value === "") ? undefined : read(values, name)),
  };
}

/** Where a page begins that goes by record ids: the last id of the page before. */
export function idOffset(description: string): QueryParameter<number> {
  return {
    description,
    schema: { type: "integer", minimum: 0, default: 0 },
    read(values, name) {
      const text = values.findLast((value) => value !== "") ?? "0";
      if (/^\d{1,16}$/.test(text) && Number(text) < limits.recordIdCeiling) return Number(text);
      throw refuse.parameter("query", name, "It is not an offset that an earlier page gave");
    },
  };
}

/** Text; the last of several counts, and empty is none. */
export function text(description: string): QueryParameter<string | undefined> {
  return {
    description,
    schema: { type: "string" },
    read: (values) => values.findLast((value) => value !== ""),
  };
}

/** One of these words; empty is the first of them. */
export function choice<const T extends string>(words: readonly [T, ...T[]], description: string): QueryParameter<T> {
  return {
    description,
    schema: { type: "string", enum: words, default: words[0] },
    read(values, name) {
      const value = values.findLast((candidate) => candidate !== "") ?? words[0];
      const known = words.find((word) => word === value);
      if (known !== undefined) return known;
      throw refuse.parameter("query", name, `Allowed: ${words.join(", ")}`);
    },
  };
}

const listsKept = 500;
const longestListKept = 4_000;

/** Names repeated, joined by commas, or both; empty ones are passed over. */
export function list(description: string): QueryParameter<readonly string[]> {
  // Clients ask for the same names again and again.
  const known = new Map<string, readonly string[]>();
  function split(value: string): readonly string[] {
    let names = known.get(value);
    if (!names) {
      const parts = value.split(",").map((name) => name.trim());
      names = [...new Set(parts.filter((name) => name !== ""))];
      if (known.size >= listsKept) known.clear();
      if (value.length <= longestListKept) known.set(value, names);
    }
    return names;
  }
  return {
    description,
    schema: { type: "array", items: { type: "string" } },
    read: (values) => {
      const [value, ...others] = values;
      if (value === undefined) return [];
      return others.length === 0 ? split(value) : [...new Set(values.flatMap(split))];
    },
  };
}

/** Texts, each of which may hold commas; empty ones are passed over. */
export function repeated(description: string): QueryParameter<readonly string[]> {
  return {
    description,
    schema: { type: "array", items: { type: "string" } },
    read: (values) => [...new Set(values.filter((value) => value !== ""))],
  };
}

/** `true` or `false` in any case; empty is none. */
export function optionalFlag(description: string): QueryParameter<boolean | undefined> {
  const { read } = flag(description);
  return {
    description,
    schema: { type: "boolean" },
    read: (values, name) => (values.every((value) => value === "") ? undefined : read(values, name)),
  };
}

/** `true` or `false` in any case; empty is false. */
export function flag(description: string): QueryParameter<boolean> {
  return {
    description,
    schema: { type: "boolean", default: false },
    read(values, name) {
      const value = (values.findLast((candidate) => candidate !== "") ?? "false").toLowerCase();
      if (value === "true" || value === "false") return value === "true";
      throw refuse.parameter("query", name, "Allowed: true, false");
    },
  };
}
