/** A profile as V8 writes it. */
export type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds between one sample and the one before. */
  readonly timeDeltas: readonly number[];
};

/** How many microseconds of a request pass in one place, what it calls elsewhere not counted. */
export type Share = { readonly place: string; readonly microseconds: number };

export type ProfileSummary = {
  readonly microseconds: number;
  /** By room of the house, package, and what belongs to Node itself. */
  readonly rooms: readonly Share[];
  /** By file of our own, package, and module of Node. */
  readonly modules: readonly Share[];
};

const modulesShown = 24;

/**
 * Adds up where the time of a profile went. What is built into the engine (JSON.parse, a statement's own run in SQLite)
 * counts where it was called.
 */
export function summarize({ nodes, samples, timeDeltas }: CpuProfile, requests: number): ProfileSummary {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const places = new Map<number, string>();
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const placeOf = (id: number): string => {
    const known = places.get(id);
    if (known !== undefined) return known;
    const frame = byId.get(id)?.callFrame;
    const parent = parents.get(id);
    const isOwn = frame?.url !== "" || frame.functionName.startsWith("(") || parent === undefined;
    const place = isOwn ? placeOfFrame(frame?.url ?? "", frame?.functionName ?? "") : placeOf(parent);
    places.set(id, place);
    return place;
  };
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const place = placeOf(id);
    times.set(place, (times.get(place) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
  }
  times.delete("(idle)");
  const shares = (entries: Iterable<readonly [string, number]>): Share[] => {
    const sums = new Map<string, number>();
    for (const [place, time] of entries) sums.set(place, (sums.get(place) ?? 0) + time);
    return [...sums]
      .map(([place, time]) => ({ place, microseconds: time / requests }))
      .sort((one, other) => other.microseconds - one.microseconds);
  };
  const all = [...times];
  return {
    microseconds: all.reduce((sum, [, time]) => sum + time, 0) / requests,
    rooms: shares(all.map(([place, time]) => [roomOf(place), time])),
    modules: shares(all).slice(0, modulesShown),
  };
}

function placeOfFrame(url: string, name: string): string {
  const inPackage = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (inPackage !== undefined) return `package ${inPackage}`;
  const own = /\/(src\/[^?]+)$/.exec(url)?.[1];
  if (own !== undefined) return own;
  if (url.startsWith("node:")) return url;
  return name.startsWith("(") ? name : "(program)";
}

const framework = new Set([
  "fastify",
  "find-my-way",
  "avvio",
  "light-my-request",
  "fast-querystring",
  "secure-json-parse",
]);

function roomOf(place: string): string {
  if (place.startsWith("src/storage/")) return "storage, with the database's own work on this thread";
  if (place.startsWith("src/")) return place.split("/").slice(0, 2).join("/");
  const name = /^package (.*)$/.exec(place)?.[1];
  if (name !== undefined) {
    if (framework.has(name) || name.startsWith("@fastify/")) return "fastify";
    if (name.startsWith("pino") || name === "sonic-boom" || name === "quick-format-unescaped") return "pino (the log)";
    if (name.startsWith("pg")) return "pg (the driver)";
    return `package ${name}`;
  }
  if (place.startsWith("node:")) return "Node: HTTP, sockets, promises";
  if (place === "(garbage collector)") return "garbage collector";
  return "outside of JavaScript: system calls, sockets";
}
