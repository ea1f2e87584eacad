import type { Chance } from "./chance.ts";
import { activitiesOf, idsIn, type Known, type KnownProperty, type KnownType, someThing, thingsOf } from "./known.ts";

const texts = [
  "Renewal agreed",
  "<p>Asked for a <b>quote</b> &amp; more</p>",
  "İstanbul ﬀ ẞ ß",
  "日本語のメモ",
  "👩‍👩‍👧 family",
  "a;b",
  'O\'Hara "quoted" \\ %_*',
  "line one\nline two\ttab",
  " space around ",
  "x".repeat(400),
];
const times = ["2026-03-17T01:32:44.872Z", 1_773_711_164_872, "1773711164872", "2026-03-17T01:32:44+02:00", 0];
const numbers = [0, 1, "42000", -5, 3.25, "1e3", "0.10", 2 ** 40];
const dates = ["2026-03-17", "1999-12-31", 1_773_705_600_000];

/** A text that any client might send. */
export function someText(chance: Chance): string {
  return chance.happens(0.5) ? `Text ${chance.below(40)}` : chance.oneOf(texts);
}

/** A value that a client would send for a property, valid in nearly all cases. */
export function valueOfProperty(known: Known, chance: Chance, property: KnownProperty): unknown {
  if (chance.happens(0.06)) return chance.oneOf([null, ""]);
  const special = specialValue(known, chance, property.name);
  if (special !== undefined) return special;
  if (property.hasUniqueValue && property.type === "string") return `Key ${chance.below(60)}`;
  switch (property.type) {
    case "number":
      return property.hasUniqueValue ? chance.below(60) : chance.oneOf(numbers);
    case "datetime":
      return chance.oneOf(times);
    case "date":
      return chance.oneOf(dates);
    case "bool":
      return chance.oneOf([true, false, "true", "false"]);
    case "enumeration":
      return optionOf(chance, property);
    default:
      return someText(chance);
  }
}

function optionOf(chance: Chance, { fieldType, options }: KnownProperty): unknown {
  if (options.length === 0) return "";
  if (fieldType !== "checkbox") return chance.oneOf(options);
  return chance.oneOf(["", ";"]) + chance.some(options, 3).join(";");
}

function specialValue(known: Known, chance: Chance, name: string): unknown {
  const thing = (kind: string) => someThing(known, chance, kind);
  switch (name) {
    case "email":
      return `Person${chance.below(60)}@example.com`;
    case "hs_call_recording_url":
      return "https://recordings.example.com/1.mp3";
    case "hubspot_owner_id":
      return thing("owner");
    case "hs_attachment_ids":
      return thing("file");
    case "hs_pinned_engagement_id":
      return someActivityId(known, chance);
    case "hs_call_callee_object_type":
      return chance.oneOf(["contact", "companies", "0-3"]);
    case "hs_call_callee_object_id":
      return chance.recent(["1", ...idsIn(known.live, "0-1")]);
    case "hs_email_headers":
      return '{"from":{"email":"ada@example.com"},"to":[{"email":"bob@example.com"}]}';
    case "hs_queue_membership_ids":
    case "hs_at_mentioned_owner_ids":
      return thing("owner");
    default:
      return undefined;
  }
}

/** The properties by whose values a record can be named. */
export function uniquePropertiesOf(type: KnownType | undefined): KnownProperty[] {
  return [...(type?.properties.values() ?? [])].filter((property) => property.hasUniqueValue && !property.readOnly);
}

/** The id of a live activity, mostly of a call. */
export function someActivityId(known: Known, chance: Chance): string {
  const focused = known.focus.get("0-48");
  if (focused !== undefined && chance.happens(0.7)) return focused;
  const types = chance.happens(0.6) ? ["0-48"] : ["0-46", "0-27", "0-47", "0-49"];
  return chance.recent(["1", ...idsIn(known.live, chance.oneOf(types))]);
}

const needed: readonly string[] = ["hs_timestamp", "serial"];

/** The `properties` of a write: some of what the type has, and what a create needs. */
export function someProperties(
  known: Known,
  chance: Chance,
  type: KnownType,
  isCreate: boolean,
  id?: string | number,
): Record<string, unknown> {
  const all = [...type.properties.values()];
  const writable = all.filter((property) => !property.readOnly);
  const own = writable.filter((property) => property.isOwn || property.hasUniqueValue);
  const chosen = [chance.oneOf(writable), ...chance.some(writable, 4), ...chance.some(own, 2)];
  if (!isCreate && chance.happens(0.05)) chosen.push(chance.oneOf(all));
  const pinned = type.properties.get("hs_pinned_engagement_id");
  if (pinned && !isCreate && chance.happens(0.25)) chosen.push(pinned);
  const given = chosen.map((property) => [property.name, valueOfProperty(known, chance, property)] as const);
  const properties: Record<string, unknown> = Object.fromEntries(given);
  const activities = thingsOf(known, activitiesOf(type.id, String(id)));
  if (properties.hs_pinned_engagement_id && activities.length > 0 && chance.happens(0.9))
    properties.hs_pinned_engagement_id = chance.recent(activities);
  // Where each is chosen by itself, a stage hardly ever belongs to its pipeline.
  if (chance.happens(0.7)) for (const name of ["pipeline", "hs_pipeline"]) delete properties[name];
  for (const name of needed) {
    const property = type.properties.get(name);
    if (isCreate && property && !chance.happens(0.02)) properties[name] = valueOfProperty(known, chance, property) || 1;
  }
  return properties;
}

/** The name of a property, mostly of one that the type has. */
export function somePropertyName(chance: Chance, type: KnownType | undefined): string {
  const names = [...(type?.properties.keys() ?? [])];
  if (names.length === 0 || chance.happens(0.03)) return "no_such_property";
  return chance.happens(0.4) ? chance.recent(names) : chance.oneOf(names);
}
