import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { Portal } from "../../model/portal.ts";
import type { FilterInput } from "../search/filter-operands.ts";
import { readTextQuery } from "../search/parse-search.ts";
import type { SearchCondition } from "../search/places.ts";
import { readFilter } from "../search/read-filter.ts";

/** What the calls of a list, an export or an overview have in common; all that is named must be true. */
export type CallFilters = {
  /** Owners' ids; `none` stands for calls without one, here and in the lists below. */
  readonly owner: readonly string[];
  readonly outcome: readonly string[];
  readonly status: readonly string[];
  readonly direction: readonly string[];
  readonly type: readonly string[];
  /** Epoch milliseconds: from here on, up to but without there. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly recording: boolean | undefined;
  readonly voicemail: boolean | undefined;
  /** Voicemails that nobody has given an outcome yet. */
  readonly waiting: boolean | undefined;
  /** Free text, as a search takes it. */
  readonly q: string | undefined;
};

/** All calls. */
export const noCallFilters: CallFilters = {
  owner: [],
  outcome: [],
  status: [],
  direction: [],
  type: [],
  from: undefined,
  to: undefined,
  recording: undefined,
  voicemail: undefined,
  waiting: undefined,
  q: undefined,
};

const none = "none";
const mostValues = 200;

const listed = {
  owner: "hubspot_owner_id",
  outcome: "hs_call_disposition",
  status: "hs_call_status",
  direction: "hs_call_direction",
  type: "hs_activity_type",
} as const;

/**
 * Reads filters into what the calls are searched by.
 * @throws Refusal 400 for values that their property cannot have, and for too many of them
 */
export function readCallFilters(portal: Portal, calls: ObjectType, filters: CallFilters): SearchCondition {
  const read = (filter: FilterInput) => readFilter(portal, calls, filter);
  const conditions: SearchCondition[] = [];
  for (const name of Object.keys(listed) as (keyof typeof listed)[]) {
    const propertyName = listed[name];
    if (filters[name].length > mostValues) throw refuse.parameter("query", name, `At most ${mostValues} values`);
    const values = filters[name].filter((value) => value !== none);
    const among: SearchCondition[] = [];
    if (values.length > 0) among.push(read({ propertyName, operator: "IN", values }));
    if (values.length < filters[name].length) among.push(read({ propertyName, operator: "NOT_HAS_PROPERTY" }));
    if (among.length > 0) conditions.push({ is: "any", of: among });
  }
  const { from, to, recording, voicemail, waiting } = filters;
  const propertyName = "hs_timestamp";
  if (from !== undefined) conditions.push(read({ propertyName, operator: "GTE", value: from }));
  if (to !== undefined) conditions.push(read({ propertyName, operator: "LT", value: to }));
  const hasRecording = read({ propertyName: "hs_call_recording_url", operator: "HAS_PROPERTY" });
  const isVoicemail = read({ propertyName: "hs_call_has_voicemail", operator: "EQ", value: "true" });
  const hasOutcome = read({ propertyName: listed.outcome, operator: "HAS_PROPERTY" });
  const isWaiting: SearchCondition = { is: "all", of: [isVoicemail, { is: "not", of: hasOutcome }] };
  for (const [wanted, condition] of [
    [recording, hasRecording],
    [voicemail, isVoicemail],
    [waiting, isWaiting],
  ] as const) {
    if (wanted !== undefined) conditions.push(wanted ? condition : { is: "not", of: condition });
  }
  const text = readText(calls, filters.q, read);
  return { is: "all", of: text ? [...conditions, text] : conditions };
}

/** As a search reads it; what looks like a part of a phone number is also sought in the numbers of both ends. */
function readText(
  calls: ObjectType,
  q: string | undefined,
  read: (filter: FilterInput) => SearchCondition,
): SearchCondition | undefined {
  const text = readTextQuery(calls, q);
  if (!text || q === undefined || !/^[\s\d()+./-]*\d{2}[\s\d()+./-]*$/.test(q)) return text;
  const value = `*${q.replace(/\D/g, "")}*`;
  const inNumbers = ["hs_call_to_number", "hs_call_from_number"].map((propertyName) =>
    read({ propertyName, operator: "CONTAINS_TOKEN", value }),
  );
  return { is: "any", of: [text, ...inNumbers] };
}
