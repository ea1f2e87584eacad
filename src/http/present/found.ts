import type { Found } from "../../domain/search/search.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type Place, recordPresenter } from "./record.ts";

/** What a search found, as JSON text in wire order; its paging has no link (contract 3.2). */
export function presentFound(
  { total, records, next }: Found,
  objectType: ObjectType,
  names: readonly string[],
  place: Place,
): string {
  const present = recordPresenter(objectType, names, place);
  const results = records.map((record) => present(record)).join(",");
  const paging = next === undefined ? "" : `,"paging":{"next":{"after":"${next}"}}`;
  return `{"total":${total},"results":[${results}]${paging}}`;
}
