import { servedRoutes } from "./all.ts";

const patterns = servedRoutes.map(({ method, path }) => ({
  method,
  pattern: new RegExp(
    `^${path
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace(/:\w+/g, "[^/]+")
      .replace(/\\\*$/, ".*")}/?$`,
  ),
}));

/** What is served beside the route table. */
const otherPaths = new Set(["/healthz", "/readyz", "/openapi.json", "/docs"]);

/** The methods that a path knows, for the `Allow` header of a 405; empty where the path is none of ours. */
export function allowedMethods(path: string): string[] {
  const methods = new Set<string>(
    patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method as string),
  );
  if (otherPaths.has(path)) methods.add("GET");
  if (methods.has("GET")) methods.add("HEAD");
  return [...methods].sort();
}
