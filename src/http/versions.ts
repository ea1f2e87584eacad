/**
 * Other spellings of the same paths (contract 0.2 and 2.1): dates in place of a version number, and the version behind
 * the area. All are one implementation: a request is routed by its canonical path, and answered in its own words.
 */

type Alias = {
  /** The start of the path that a client uses; `{version}` stands for each of `versions`. */
  readonly from: string;
  readonly versions: readonly string[];
  /** The start of the canonical path. */
  readonly to: string;
  /** What the rest of the path must look like, where one start leads to two places. */
  readonly rest?: RegExp;
};

/** The dates that answer (contract 2.2). */
const dates = ["2025-09", "2026-03", "2026-09"];
const v3AndDates = ["v3", ...dates];

/** The first that fits counts. */
const aliases: readonly Alias[] = [
  // Dated associations of a record have the shapes of v4: no type in the path, labels in the answer.
  {
    from: "/crm/objects/{version}",
    versions: dates,
    to: "/crm/v4/objects",
    rest: /^\/[^/?]+\/[^/?]+\/associations(?=[/?]|$)/,
  },
  { from: "/crm/objects/{version}", versions: v3AndDates, to: "/crm/v3/objects" },
  { from: "/crm/objects/{version}", versions: ["v4"], to: "/crm/v4/objects" },
  { from: "/crm/associations/{version}", versions: ["v3"], to: "/crm/v3/associations" },
  { from: "/crm/associations/{version}", versions: ["v4", ...dates], to: "/crm/v4/associations" },
  { from: "/crm/properties/{version}", versions: v3AndDates, to: "/crm/v3/properties" },
  { from: "/crm-object-schemas/{version}/schemas", versions: v3AndDates, to: "/crm/v3/schemas" },
  { from: "/crm/owners/{version}", versions: v3AndDates, to: "/crm/v3/owners" },
  { from: "/crm/pipelines/{version}", versions: v3AndDates, to: "/crm/v3/pipelines" },
  { from: "/crm/limits/{version}", versions: v3AndDates, to: "/crm/v3/limits" },
  { from: "/crm/extensions/calling/{version}", versions: v3AndDates, to: "/crm/v3/extensions/calling" },
  { from: "/files/{version}", versions: dates, to: "/files/v3" },
  { from: "/account-info/{version}", versions: dates, to: "/account-info/v3" },
  { from: "/oauth/{version}/token/introspect", versions: v3AndDates, to: "/oauth/v3/introspect" },
  { from: "/oauth/{version}/token/revoke", versions: v3AndDates, to: "/oauth/v3/revoke" },
  { from: "/oauth/{version}", versions: dates, to: "/oauth/v3" },
];

type Rule = Pick<Alias, "from" | "to" | "rest">;

const rules: readonly Rule[] = aliases.flatMap((alias) =>
  alias.versions.map((version) => ({ ...alias, from: alias.from.replace("{version}", version) })),
);

const upToVersion = /^\/[a-z-]+(?:\/[a-z]+){0,2}\/(?:v\d|\d{4}-\d\d)(?=[/?]|$)/;
const rulesByStart = Map.groupBy(rules, (rule) => upToVersion.exec(rule.from)?.[0] ?? "");

/** The path (and query) of the route that answers; what is no alias stays as it is. */
export function canonicalPath(url: string): string {
  const rule = findRule(url);
  return rule ? `${rule.to}${url.slice(rule.from.length)}` : url;
}

/** Writes a canonical path in the version of the request's own path, as links to the same area repeat it. */
export function inVersionOf(url: string, path: string): string {
  const rule = findRule(url);
  return rule && startsWithPath(path, rule.to) ? `${rule.from}${path.slice(rule.to.length)}` : path;
}

/** All other spellings of a route's path. */
export function aliasesOf(path: string): string[] {
  return rules
    .filter(({ to }) => startsWithPath(path, to))
    .map(({ from, to }) => `${from}${path.slice(to.length)}`)
    .filter((alias) => canonicalPath(alias) === path);
}

function findRule(url: string): Rule | undefined {
  // Nearly all requests come by these; none of them is an alias.
  if (url.startsWith("/crm/v")) return undefined;
  const start = upToVersion.exec(url)?.[0];
  if (start === undefined) return undefined;
  return rulesByStart
    .get(start)
    ?.find(({ from, rest }) => startsWithPath(url, from) && (rest?.test(url.slice(from.length)) ?? true));
}

function startsWithPath(url: string, start: string): boolean {
  return url.startsWith(start) && [undefined, "/", "?"].includes(url[start.length]);
}
