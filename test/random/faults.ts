import type { Chance } from "./chance.ts";
import { type Known, someThing } from "./known.ts";
import { type Draft, encode, type Sendable } from "./request.ts";

/** A request that is broken in some way; `cutAt` bytes of it are sent before the connection is dropped. */
export type Broken = { readonly sendable: Sendable; readonly cutAt?: number };

type Fault = (draft: Draft, chance: Chance, known: Known) => Broken;

const half = "\ud800";
/** Values that hardly any place takes. */
function badValue(chance: Chance, known: Known): unknown {
  return chance.oneOf<unknown>([
    null,
    "",
    " ",
    [],
    {},
    [[[[]]]],
    true,
    -1,
    0,
    1.5,
    2 ** 53,
    1e308,
    "1e400",
    "NaN",
    "abc",
    "\u0000",
    half,
    "\u202e\ufeff",
    "x".repeat(70_000),
    "__proto__",
    "constructor",
    "'; DROP TABLE objects; --",
    "99999999999999999999",
    "9007199254740991",
    [null, 1, "a"],
    { id: null },
    chance.oneOf(["1", ...known.foreign]),
  ]);
}

const badParts = [
  "abc",
  "0",
  "-1",
  "1.5",
  "1e3",
  "9007199254740993",
  "99999999999999999999999",
  " ",
  "\u0000",
  "é日本👩",
  "a/b",
  "..",
  "%",
  "x".repeat(1_200),
  "__proto__",
  "null",
  "undefined",
  "0-9999",
  "2-99",
  ",",
  ";",
  "?x=1",
  "#",
];

const plainly = (change: (draft: Draft, chance: Chance, known: Known) => void): Fault => {
  return (draft, chance, known) => {
    change(draft, chance, known);
    return { sendable: encode(draft) };
  };
};

const rawly = (content: (text: string, chance: Chance) => string | Uint8Array): Fault => {
  return (draft, chance) => {
    const sendable = encode(draft);
    const text = typeof sendable.content === "string" ? sendable.content : "{}";
    const headers = { "content-type": "application/json", ...sendable.headers };
    return { sendable: { ...sendable, headers, content: content(text, chance) } };
  };
};

/** Puts something else in the place of one value of the body, wherever it lies. */
function replaceValue(value: unknown, chance: Chance, change: (old: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null || chance.happens(0.15)) return change(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return change(value);
  const key = chance.oneOf(keys);
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  const next = replaceValue(copy[key], chance, change);
  // A member of this name would be the object's prototype.
  if (key !== "__proto__") copy[key] = next;
  return copy;
}

const changeBody = (change: (old: unknown, chance: Chance, known: Known) => unknown) =>
  plainly((draft, chance, known) => {
    draft.body = replaceValue(draft.body ?? {}, chance, (old) => change(old, chance, known));
  });

const changeToken = (token: (chance: Chance, known: Known) => string) =>
  plainly((draft, chance, known) => {
    draft.headers.authorization = token(chance, known);
  });

const faults: readonly Fault[] = [
  changeBody((_, chance, known) => badValue(chance, known)),
  changeBody((_, chance, known) => badValue(chance, known)),
  changeBody((_, chance, known) => badValue(chance, known)),
  changeBody(() => undefined),
  changeBody((old) => [old, old]),
  changeBody((old) => ({ [String(old).slice(0, 50)]: old })),
  changeBody((old) => (Array.isArray(old) ? Array.from({ length: 101 }, () => old[0] ?? {}) : old)),
  plainly((draft, chance, known) => {
    const names = Object.keys(draft.params);
    const bad = () => chance.oneOf([...badParts, ...known.foreign]);
    if (names.length > 0) draft.params[chance.oneOf(names)] = bad();
    else draft.path = `${draft.path}/${encodeURIComponent(bad())}`;
  }),
  plainly((draft, chance) => {
    const name = chance.oneOf([...draft.operation.query.map((parameter) => parameter.name), "unknown", "a[0]"]);
    const times = chance.oneOf([1, 1, 2, 30]);
    for (let index = 0; index < times; index += 1) draft.query.push([name, chance.oneOf(badParts).toWellFormed()]);
  }),
  plainly((draft, chance) => {
    draft.method = chance.oneOf(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
  }),
  plainly((draft, chance) => {
    draft.path = chance.oneOf([
      `${draft.path}/`,
      `/${draft.path}`,
      draft.path.toUpperCase(),
      "/nowhere",
      "/%zz",
      "/crm/v3/objects/%ff/1",
      "*",
      `${draft.path}/${"deep/".repeat(50)}`,
      draft.path.replace("v3", "v9"),
    ]);
  }),
  plainly((draft, chance) => {
    const type = chance.oneOf([
      "text/plain",
      "application/xml",
      "multipart/form-data",
      "json",
      "",
      "application/jsonx",
    ]);
    draft.headers["content-type"] = type;
    draft.body ??= {};
  }),
  plainly((draft) => {
    draft.body = undefined;
    draft.headers["content-type"] = "application/json";
  }),
  plainly((draft) => {
    draft.body = {};
  }),
  changeToken((chance) => chance.oneOf(["", "Bearer ", "Bearer nonsense", "Basic YTpi", "bearer pat-na1-none"])),
  changeToken((chance, known) => `Bearer ${someThing(known, chance, "limited token")}`),
  changeToken((chance, known) => `Bearer ${someThing(known, chance, "access token")}`),
  rawly((text, chance) => text.slice(0, chance.below(text.length))),
  rawly((text, chance) => {
    const at = chance.below(text.length);
    return `${text.slice(0, at)}${chance.oneOf(["}", "\u0000", '"', ",", "\\", "\\ud800", "NaN", "//"])}${text.slice(at)}`;
  }),
  rawly((text) => Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xff, 0xfe]), Buffer.from("}}")])),
  rawly((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
  rawly((text) => `\ufeff${text}`),
  rawly((text) => `${text}${text}`),
  rawly((_, chance) => "[".repeat(chance.oneOf([100, 5_000, 60_000]))),
  rawly((_, chance) => chance.oneOf(["null", "1", '"text"', "[]", "[null]", " ", '{"__proto__":{"a":1}}', "true"])),
  (draft, chance) => {
    const sendable = encode(draft);
    const { length } = Buffer.from(sendable.content ?? "");
    return { sendable, cutAt: 20 + chance.below(200 + length) };
  },
];

/** Breaks a request in one of the ways in which clients break them. */
export function breakRequest(draft: Draft, chance: Chance, known: Known): Broken {
  return chance.oneOf(faults)(draft, chance, known);
}
