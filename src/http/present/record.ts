import { formatTime } from "../../domain/properties/time-text.ts";
import { pickProperties } from "../../model/document-text.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type AssociationList, type PropertyVersion, parseProperties, type RecordView } from "../../model/record.ts";

/** What an answer's links need to know. */
export type Place = { readonly origin: string; readonly portalId: number };

/**
 * Presents records as JSON text in wire order (contract 1.4); what is the same for all of them is worked out once.
 * @param names the properties to show, sorted; undefined shows all that are set, which is the stored text as it is
 * @returns takes a record and, as JSON text that begins with a comma, members that only its answer has
 */
export function recordPresenter(
  objectType: ObjectType,
  names: readonly string[] | undefined,
  place: Place,
): (view: RecordView, more?: string) => string {
  const propertiesText = propertiesPresenter(objectType, names);
  const [beforeId, afterId] = linkAroundId(objectType, place);
  return (view, more = "") => {
    const id = String(view.id);
    let text = `{"id":"${id}","properties":${propertiesText(view)}`;
    if (view.history) text += `,"propertiesWithHistory":${historyText(view.history)}`;
    text += `,"createdAt":"${formatTime(view.createdAt)}","updatedAt":"${formatTime(view.updatedAt)}"`;
    text +=
      view.archivedAt === undefined
        ? `,"archived":false`
        : `,"archived":true,"archivedAt":"${formatTime(view.archivedAt)}"`;
    text += `,"url":${beforeId}${id}${afterId}`;
    if (view.associations && view.associations.length > 0) {
      text += `,"associations":${associationsText(view.associations, objectType, id, place)}`;
    }
    return `${text}${more}}`;
  };
}

/** One record as JSON text. */
export function presentRecord(
  view: RecordView,
  objectType: ObjectType,
  names: readonly string[] | undefined,
  place: Place,
): string {
  return recordPresenter(objectType, names, place)(view);
}

function propertiesPresenter(
  objectType: ObjectType,
  names: readonly string[] | undefined,
): (view: RecordView) => string {
  if (names === undefined) {
    const someHidden = Boolean(objectType.archivedProperties?.size || objectType.unreadable?.size);
    return (view) => (someHidden || view.cleared?.length ? allValues(view, objectType) : view.properties);
  }
  if (names.every((name) => isTimeOrId(objectType, name))) {
    return (view) => selected(systemValues(view, objectType), names);
  }
  return (view) => pickProperties(view.properties, names);
}

function selected(values: Readonly<Record<string, string>>, names: readonly string[]): string {
  return `{${names.map((name) => `"${name}":"${values[name]}"`).join(",")}}`;
}

/** The three values of every record that need no look into its document. */
function systemValues(view: RecordView, objectType: ObjectType): Record<string, string> {
  return {
    [objectType.createDateProperty]: formatTime(view.createdAt),
    [objectType.modifiedDateProperty]: formatTime(view.updatedAt),
    hs_object_id: String(view.id),
  };
}

function isTimeOrId(objectType: ObjectType, name: string): boolean {
  return name === "hs_object_id" || name === objectType.createDateProperty || name === objectType.modifiedDateProperty;
}

/** All that are set, without what no answer or not this one may show, and with what this write has cleared. */
function allValues(view: RecordView, objectType: ObjectType): string {
  const values: Record<string, string | null> = { ...parseProperties(view) };
  // What was cleared may have got a value that follows from others.
  for (const name of view.cleared ?? []) values[name] ??= null;
  for (const name of objectType.archivedProperties?.keys() ?? []) delete values[name];
  for (const name of objectType.unreadable ?? []) delete values[name];
  const sorted = Object.keys(values)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(values[name])}`);
  return `{${sorted.join(",")}}`;
}

function historyText(history: NonNullable<RecordView["history"]>): string {
  const names = Object.keys(history).sort();
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, (history[name] ?? []).map(presentVersion)])));
}

function presentVersion(version: PropertyVersion) {
  return {
    value: version.value,
    timestamp: formatTime(version.timestamp),
    sourceType: version.sourceType,
    ...(version.sourceId === null ? {} : { sourceId: version.sourceId }),
    ...(version.sourceLabel === null ? {} : { sourceLabel: version.sourceLabel }),
    ...(version.updatedByUserId === null ? {} : { updatedByUserId: version.updatedByUserId }),
  };
}

function associationsText(lists: readonly AssociationList[], objectType: ObjectType, id: string, place: Place): string {
  return JSON.stringify(
    Object.fromEntries(
      lists.map((list) => {
        const link = `${place.origin}/crm/v3/objects/${objectType.plural}/${id}/associations/${list.plural}`;
        return [list.plural, presentAssociationList(list, link)];
      }),
    ),
  );
}

/** One object type's associations of a record; `link` is where the rest of them can be read. */
export function presentAssociationList(list: AssociationList, link: string) {
  return {
    results: list.rows.map((row) => ({ id: String(row.id), type: row.type })),
    ...(list.after === undefined ? {} : { paging: { next: { after: list.after, link: nextLink(link, list.after) } } }),
  };
}

/** The same address with its `after` replaced: the request's query is kept otherwise. */
export function nextLink(address: string, after: string): string {
  // At the first question mark only: a query may hold others.
  const [, path = "", query = ""] = /^([^?]*)\??(.*)$/s.exec(address) ?? [];
  const kept = query.split("&").filter((part) => part !== "" && !/^after(=|$)/.test(part));
  return `${path}?${[...kept, `after=${encodeURIComponent(after)}`].join("&")}`;
}

/** Where a record is shown, as JSON text around its id: the service's own paths (contract 1.4) on this server. */
function linkAroundId(objectType: ObjectType, { origin, portalId }: Place): readonly [string, string] {
  const portal = JSON.stringify(`${origin}/contacts/${portalId}`).slice(0, -1);
  if (objectType.kind === "record") return [`${portal}/record/${objectType.id}/`, `"`];
  const list = `${portal}/objects/${objectType.id}/views/all/list?filters=${activityFilter}`;
  return [list, `${activityFilterEnd}"`];
}

const marker = "ID";
const [activityFilter = "", activityFilterEnd = ""] = encodeURIComponent(
  JSON.stringify([{ property: "hs_object_id", operator: "EQ", value: marker }]),
).split(marker);
