import { placement } from "../../src/storage/distribution.ts";
import { innerSelects, isSelect, readSql, type SqlPart, splitAt } from "./sql-tokens.ts";

/** What a statement says about its portal: the parameters that name it, and the tables that it leaves open. */
export type PortalScope = { readonly parameters: readonly number[]; readonly open: readonly string[] };

type Found = { readonly parameters: Set<number>; readonly open: string[] };
type Table = { readonly name: string; readonly alias: string };

const clauses = new Set(["from", "where", "group", "having", "order", "limit", "offset", "for", "returning", "window"]);
const setOperators = new Set(["union", "intersect", "except"]);
const joins = new Set(["inner", "left", "right", "full", "cross", "join", "lateral", "outer", ","]);

/**
 * Reads whether Citus can send a statement to one shard: each table of portal data must be bound to the portal by
 * `portal_id = $n`, or to another one that is. Conditions below an OR or a NOT do not bind.
 */
export function portalScopeOf(text: string): PortalScope {
  const found: Found = { parameters: new Set(), open: [] };
  const parts = readSql(text);
  switch (parts[0]) {
    case "insert":
      checkInsert(parts, found);
      break;
    case "update":
      checkChange(parts.slice(1), found);
      break;
    case "delete":
      checkChange(parts.slice(2), found);
      break;
    default:
      if (isSelect(parts)) checkSelect(parts, new Set(), found);
  }
  return { parameters: [...found.parameters], open: found.open };
}

function checkSelect(parts: readonly SqlPart[], outer: ReadonlySet<string>, found: Found): void {
  for (const { parts: one } of splitAt(parts, setOperators)) {
    // A SELECT in brackets that stands for itself: (select …) union (select …).
    const pieces = splitAt(one, clauses);
    const from = pieces.find(({ word }) => word === "from")?.parts ?? [];
    const where = pieces.find(({ word }) => word === "where")?.parts ?? [];
    const { tables, conditions } = readFrom(from);
    const bound = bind(tables, [...conditions, where], outer, found);
    for (const select of innerSelects(one)) checkSelect(select, bound, found);
  }
}

function checkChange(parts: readonly SqlPart[], found: Found): void {
  const pieces = splitAt(parts, new Set(["set", ...clauses, "using"]));
  const [target] = pieces;
  const more = pieces
    .filter(({ word }) => word === "from" || word === "using")
    .flatMap((piece) => [",", ...piece.parts]);
  const { tables, conditions } = readFrom([...(target?.parts ?? []), ...more]);
  const where = pieces.find(({ word }) => word === "where")?.parts ?? [];
  const set = pieces.find(({ word }) => word === "set")?.parts ?? [];
  if (set.some((part, index) => part === "portal_id" && set[index + 1] === "="))
    found.open.push("portal_id is changed");
  const bound = bind(tables, [...conditions, where], new Set(), found);
  for (const select of innerSelects(parts)) checkSelect(select, bound, found);
}

function checkInsert(parts: readonly SqlPart[], found: Found): void {
  const [, , name, columns, kind] = parts;
  if (typeof name !== "string" || !isByPortal(name)) return;
  const position = Array.isArray(columns) ? columns.filter((part) => part !== ",").indexOf("portal_id") : -1;
  if (position === -1) found.open.push(name);
  const end = parts.findIndex((part, index) => part === "on" && parts[index + 1] === "conflict");
  const conflict = end === -1 ? parts.length : end;
  if (kind === "select") {
    checkSelect(parts.slice(4, conflict), new Set(), found);
    return;
  }
  for (const row of parts.slice(5, conflict).filter((part) => typeof part !== "string")) {
    const value = (row as readonly SqlPart[]).filter((part) => part !== ",")[position];
    if (!addParameter(value, found)) found.open.push(name);
  }
}

/** The tables of a FROM clause, and the conditions of its joins. */
function readFrom(parts: readonly SqlPart[]): { tables: Table[]; conditions: SqlPart[][] } {
  const tables: Table[] = [];
  const conditions: SqlPart[][] = [];
  for (const { parts: item } of splitAt(parts, joins)) {
    const on = item.indexOf("on");
    if (on !== -1) conditions.push(item.slice(on + 1));
    const [name, second, third] = on === -1 ? item : item.slice(0, on);
    if (typeof name !== "string" || !isByPortal(name)) continue;
    tables.push({ name, alias: second === "as" && typeof third === "string" ? third : name });
  }
  return { tables, conditions };
}

/** Which names are bound to the portal; those of this clause that are not are noted as open. */
function bind(
  tables: readonly Table[],
  conditions: readonly (readonly SqlPart[])[],
  outer: ReadonlySet<string>,
  found: Found,
): Set<string> {
  const bound = new Set(outer);
  const equal: [string, string][] = [];
  const [only] = tables;
  for (const condition of conditions) {
    if (condition.includes("or")) continue;
    for (const { parts } of splitAt(condition, new Set(["and"]))) {
      const sign = parts.indexOf("=");
      if (sign === -1 || parts[0] === "not") continue;
      const sides = [parts.slice(0, sign), parts.slice(sign + 1)].map((side) => portalOf(side, only?.alias));
      const [left, right] = sides;
      if (left === undefined) continue;
      if (right !== undefined) equal.push([left, right]);
      else if (parts.length === sign + 2 && addParameter(parts[sign + 1], found)) bound.add(left);
    }
  }
  for (let size = -1; size !== bound.size; ) {
    size = bound.size;
    for (const [one, other] of equal) {
      if (bound.has(one)) bound.add(other);
      else if (bound.has(other)) bound.add(one);
    }
  }
  for (const { name, alias } of tables) if (!bound.has(alias)) found.open.push(name);
  return bound;
}

/** Whose portal_id a side of an equation is; undefined where it is something else. */
function portalOf(side: readonly SqlPart[], only: string | undefined): string | undefined {
  if (side.length === 1 && side[0] === "portal_id") return only;
  const [alias, dot, column] = side;
  return side.length === 3 && dot === "." && column === "portal_id" && typeof alias === "string" ? alias : undefined;
}

function addParameter(value: SqlPart | undefined, found: Found): boolean {
  if (typeof value !== "string") return false;
  if (value.startsWith("$")) found.parameters.add(Number(value.slice(1)));
  return /^\$?\d+$/.test(value);
}

function isByPortal(name: string): boolean {
  return Object.hasOwn(placement, name) && placement[name as keyof typeof placement] === "by portal";
}
