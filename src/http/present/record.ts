import { formatTime } from "../../domain/properties/time-text.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { type AssociationList, type PropertyVersion, parseProperties, type RecordView } from "../../model/record.ts";

/** What an answer's links need to know. */
export type Place = { readonly origin: string; readonly portalId: number };

/**
 * A record as JSON text in wire order (contract 1.4).
 * @param names the properties to show, sorted; undefined shows all that are set, which is the stored text as it is
 */
export function presentRecord(
  view: RecordView,
  objectType: ObjectType,
  names: readonly string[] | undefined,
  place: Place,
): string {
  const id = String(view.id);
  let text = `{"id":"${id}","properties":${propertiesText(view, objectType, names)}`;
  if (view.history) text += `,"propertiesWithHistory":${historyText(view.history)}`;
  text += `,"createdAt":"${formatTime(view.createdAt)}","updatedAt":"${formatTime(view.updatedAt)}"`;
  text +=
    view.archivedAt === undefined
      ? `,"archived":false`
      : `,"archived":true,"archivedAt":"${formatTime(view.archivedAt)}"`;
  text += `,"url":${JSON.stringify(recordUrl(objectType, id, place))}`;
  if (view.associations && view.associations.length > 0) {
    text += `,"associations":${associationsText(view.associations, objectType, id, place)}`;
  }
  return `${text}}`;
}

function propertiesText(view: RecordView, objectType: ObjectType, names: readonly string[] | undefined): string {
  if (names === undefined) {
    const hidden = objectType.archivedProperties?.size || objectType.unreadable?.size;
    const asStored = !view.cleared?.length && !hidden;
    return asStored ? view.properties : allValues(view, objectType);
  }
  if (names.every((name) => isTimeOrId(objectType, name))) return selected(systemValues(view, objectType), names);
  return selected(parseProperties(view), names);
}

function selected(values: Readonly<Record<string, string>>, names: readonly string[]): string {
  let text = "";
  for (const name of names) {
    const value = values[name];
    text += `${text === "" ? "{" : ","}"${name}":${value === undefined ? "null" : JSON.stringify(value)}`;
  }
  return text === "" ? "{}" : `${text}}`;
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

/** Where the record is shown: the service's own paths (contract 1.4) on this server. */
function recordUrl(objectType: ObjectType, id: string, { origin, portalId }: Place): string {
  const portal = `${origin}/contacts/${portalId}`;
  if (objectType.kind === "record") return `${portal}/record/${objectType.id}/${id}`;
  return `${portal}/objects/${objectType.id}/views/all/list?filters=${activityFilter}${id}${activityFilterEnd}`;
}

const marker = "ID";
const [activityFilter = "", activityFilterEnd = ""] = encodeURIComponent(
  JSON.stringify([{ property: "hs_object_id", operator: "EQ", value: marker }]),
).split(marker);
