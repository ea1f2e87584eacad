import type { ObjectType } from "../../model/object-type.ts";
import { perObjectType } from "./per-object-type.ts";

/** The scopes that some of a type's properties need to be read, and the view of a token that lacks all of them. */
const guarded = perObjectType((objectType) => {
  const properties = [...objectType.properties.values()].filter(({ readScope }) => readScope !== undefined);
  return {
    scopes: new Set(properties.map(({ readScope }) => readScope as string)),
    views: new Map<string, ObjectType>(),
    properties,
  };
});

/**
 * An object type as a token with these scopes sees it: what it may not read is no part of any answer, and no search can
 * ask for it. Writing is not touched. The same scopes lead to the very same view.
 */
export function readableBy(objectType: ObjectType, scopes: ReadonlySet<string>): ObjectType {
  const { scopes: needed, views, properties } = guarded(objectType);
  const missing = [...needed].filter((scope) => !scopes.has(scope));
  if (missing.length === 0) return objectType;
  const key = missing.join(" ");
  let view = views.get(key);
  if (!view) {
    const hidden = properties.filter(({ readScope }) => missing.includes(readScope as string));
    view = { ...objectType, unreadable: new Set(hidden.map(({ name }) => name)) };
    views.set(key, view);
  }
  return view;
}

/** Whether answers may show a property of the type, and searches ask for it. */
export function isReadable(objectType: ObjectType, name: string): boolean {
  return objectType.properties.has(name) && !objectType.unreadable?.has(name);
}
