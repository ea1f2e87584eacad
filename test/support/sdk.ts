import { Client } from "@hubspot/api-client";
import type { TestPortal } from "./test-app.ts";

/** The official client, pointed at the server under test and otherwise as it comes. */
export function clientOf(portal: TestPortal): Client {
  return new Client({ accessToken: portal.token, basePath: portal.address });
}

/** Parts of a client, watched: which of their methods were not called yet, `part.method` each. */
export type Watched<T> = { readonly watched: T; readonly uncalled: () => string[] };

/** Watches parts of a client, so that a test can say that it has left out none of their methods. */
export function watchMethods<T extends Readonly<Record<string, object>>>(parts: T): Watched<T> {
  const uncalled = new Set<string>();
  const watched = Object.entries(parts).map(([name, part]) => {
    for (const method of methodsOf(part)) uncalled.add(`${name}.${method}`);
    const proxy = new Proxy(part, {
      get(target, property, receiver) {
        uncalled.delete(`${name}.${String(property)}`);
        return Reflect.get(target, property, receiver);
      },
    });
    return [name, proxy];
  });
  return { watched: Object.fromEntries(watched), uncalled: () => [...uncalled] };
}

/** The typed methods of a part; each has a twin that shows the answer as HTTP, which sends the same. */
function methodsOf(part: object): string[] {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(part));
  return names.filter((name) => name !== "constructor" && !name.endsWith("WithHttpInfo"));
}
