import type { SearchOrder, SearchPlace } from "../conditions.ts";
import type { Places } from "./match-segment.ts";
import { firstWhere } from "./match-terms.ts";
import { compareBytes } from "./search-document.ts";
import type { Codes } from "./segment.ts";
import { type Texts, unpackNumbers, unpackTexts } from "./segment-parts.ts";
import { codesOf, idsOf, type SegmentView } from "./segment-view.ts";
import { valuesPart } from "./stored-segment.ts";

/** Finds the first places of an order among all that it is shown. */
export type Ranking = {
  add(place: SearchPlace): void;
  /** Adds these records of a segment. */
  addSegment(view: SegmentView, places: Places): Promise<void>;
  /** False where nothing from `best` on can come among the first any more. */
  mayTake(best: SearchPlace): boolean;
  /** The first places, in order. */
  first(): SearchPlace[];
};

/**
 * @param wanted how many places
 * @param after only what comes behind this place
 */
export function createRanking(order: SearchOrder, wanted: number, after: SearchPlace | undefined): Ranking {
  const compare = placeOrder(order);
  const room = 2 * wanted + 64;
  let places: SearchPlace[] = [];
  /** Once there are enough, the last that is among the first. */
  let last: SearchPlace | undefined;

  function cut(): void {
    places.sort(compare);
    if (places.length > wanted) places = places.slice(0, wanted);
    if (places.length === wanted) last = places.at(-1);
  }

  function mayTake(place: SearchPlace): boolean {
    return wanted > 0 && (last === undefined || compare(place, last) < 0);
  }

  function add(place: SearchPlace): void {
    if (!mayTake(place) || (after && compare(place, after) <= 0)) return;
    places.push(place);
    if (places.length >= room) cut();
  }

  async function addTexts(
    view: SegmentView,
    name: string,
    among: Places,
    ids: Float64Array,
    codes: Codes,
  ): Promise<void> {
    const texts = await view.part(valuesPart(name), unpackTexts);
    const bounds = codeBounds(texts);
    const found: { code: number; id: number }[] = [];
    const counts = new Uint32Array(texts.count + 2);
    for (const place of among) {
      const code = codes[place] as number;
      const id = ids[place] as number;
      if (code === 0) add({ value: null, id });
      else if (code >= bounds.lowest && code <= bounds.highest && !(code === bounds.near && id <= bounds.behindId)) {
        found.push({ code, id });
        counts[code] = (counts[code] as number) + 1;
      }
    }
    const isNear = nearestCodes(counts, order.descending, wanted);
    for (const { code, id } of found) if (isNear(code)) add({ value: texts.at(code - 1), id });
  }

  /** Which codes of a segment can still come among the first, and behind `after`. */
  function codeBounds(texts: Texts): { lowest: number; highest: number; near: number; behindId: number } {
    const from = (bound: string) => firstWhere(texts.count, (at) => compareBytes(texts.at(at), bound) >= 0) + 1;
    const behind = (bound: string) => firstWhere(texts.count, (at) => compareBytes(texts.at(at), bound) > 0);
    const [near, far] = [after?.value, last?.value];
    // Behind a record without a value there is none that has one.
    if (near === null) return { lowest: 1, highest: 0, near: 0, behindId: 0 };
    const [low, high] = order.descending ? [far, near] : [near, far];
    const equal = typeof near === "string" ? behind(near) : 0;
    return {
      lowest: typeof low === "string" ? from(low) : 1,
      highest: typeof high === "string" ? behind(high) : texts.count,
      near: equal > 0 && texts.at(equal - 1) === near ? equal : 0,
      behindId: after?.id ?? 0,
    };
  }

  return {
    add,
    mayTake,
    async addSegment(view, among) {
      if (wanted === 0 || among.length === 0) return;
      const { field } = order;
      const ids = await idsOf(view);
      const codes = await codesOf(view, field);
      if (field.in === "texts" && codes) return addTexts(view, field.name, among, ids, codes);
      const values =
        field.in === "numbers" && codes ? await view.part(valuesPart(field.name), unpackNumbers) : undefined;
      for (const place of among) {
        const id = ids[place] as number;
        const value = field.in === "id" ? id : (values?.[(codes?.[place] as number) - 1] ?? null);
        if (last !== undefined && isBehind(value, id, last)) continue;
        add({ value, id });
      }
    },
    first() {
      cut();
      return places;
    },
  };

  /** As `compare` says of numbers, without making a place for each record. */
  function isBehind(value: number | null, id: number, other: SearchPlace): boolean {
    if (value === other.value) return id > other.id;
    if (value === null) return true;
    if (other.value === null) return false;
    const bound = Number(other.value);
    return order.descending ? value < bound : value > bound;
  }
}

/** Orders places: by value, what has none last, then by id. */
export function placeOrder({ descending }: SearchOrder): (one: SearchPlace, other: SearchPlace) => number {
  const direction = descending ? -1 : 1;
  return (one, other) => {
    if (one.value === null || other.value === null) {
      if (one.value !== other.value) return one.value === null ? 1 : -1;
      return one.id - other.id;
    }
    const order =
      typeof one.value === "number" ? one.value - Number(other.value) : compareBytes(one.value, String(other.value));
    return order === 0 ? one.id - other.id : direction * order;
  };
}

/** Tells which codes the first `wanted` records have, from how many have which. */
function nearestCodes(counts: Uint32Array, descending: boolean, wanted: number): (code: number) => boolean {
  let seen = 0;
  let code = descending ? counts.length - 1 : 0;
  const step = descending ? -1 : 1;
  while (seen < wanted && code >= 0 && code < counts.length) {
    seen += counts[code] as number;
    code += step;
  }
  return descending ? (own) => own > code : (own) => own < code;
}
