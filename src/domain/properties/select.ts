import type { ObjectType } from "../../model/object-type.ts";
import { perObjectType } from "../object-types/per-object-type.ts";
import { isReadable } from "../object-types/readable.ts";

const selectionsKept = 500;

const known = perObjectType((objectType) => ({
  byDefault: [...objectType.defaultProperties].sort(),
  bySelection: new Map<string, readonly string[]>(),
}));

/**
 * The properties that an answer shows, sorted: the type's defaults, or what was asked for beside the system ones.
 * Unknown names are passed over (contract 1.2).
 */
export function selectProperties(
  objectType: ObjectType,
  requested: readonly string[],
  withHistory: readonly string[] = [],
): readonly string[] {
  const { byDefault, bySelection } = known(objectType);
  if (requested.length === 0 && withHistory.length === 0) return byDefault;
  // Only names that exist: what is remembered must not grow with what clients make up.
  const isKnown = (name: string) => isReadable(objectType, name);
  const wanted = requested.filter(isKnown).join(",");
  const selection = `${requested.length === 0}|${wanted}|${withHistory.filter(isKnown).join(",")}`;
  let names = bySelection.get(selection);
  if (!names) {
    const base =
      requested.length === 0
        ? byDefault
        : ["hs_object_id", objectType.createDateProperty, objectType.modifiedDateProperty];
    names = [...new Set([...base, ...[...requested, ...withHistory].filter(isKnown)])].sort();
    if (bySelection.size >= selectionsKept) bySelection.clear();
    bySelection.set(selection, names);
  }
  return names;
}
