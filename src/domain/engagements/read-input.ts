import {
  attachmentsProperty,
  type EngagementKind,
  emailHeadersProperty,
  engagementLinkLists,
  type MetadataMember,
  mentionedOwnersProperty,
  redactedBody,
} from "../../model/catalog/engagement-kinds.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { readRecordId } from "../objects/record-id.ts";
import { readEmailHeaders } from "../properties/email-headers.ts";
import { checkTexts } from "../properties/text-rules.ts";
import { membersOf } from "./kinds.ts";

type Id = string | number | null;

/** An engagement as a body of the older API says it; every member may be missing or null. */
export type EngagementInput = {
  readonly engagement?: Readonly<Record<string, unknown>> | null;
  readonly associations?: Readonly<Partial<Record<string, readonly Id[] | null>>> | null;
  readonly attachments?: readonly ({ readonly id?: Id } | null)[] | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
};

/** What an input says of the record's values, by property; unknown members are passed over. */
export function readProperties(
  kind: EngagementKind,
  objectType: ObjectType,
  input: EngagementInput,
  storedHeaders: string | undefined,
): Record<string, unknown> {
  const { engagement, associations, attachments, metadata } = input;
  const properties: Record<string, unknown> = {};
  for (const { name, property } of membersOf(objectType)) {
    if (engagement?.[name] !== undefined) properties[property] = engagement[name];
  }
  // No engagement is without a time, so none can be meant.
  if (properties.hs_timestamp === null) delete properties.hs_timestamp;
  if (kind.variants && typeof engagement?.type === "string") properties[kind.variants.property] = engagement.type;
  for (const member of kind.metadata) {
    const value = metadata?.[member.name];
    if (value === undefined || member.property === emailHeadersProperty) continue;
    properties[member.property] = member.form === "times" && Array.isArray(value) ? joinIds(value, member.name) : value;
  }
  const headers = readHeaders(kind, metadata ?? {}, storedHeaders);
  if (headers !== undefined) properties[emailHeadersProperty] = headers;
  const owners = associations?.ownerIds;
  if (owners) properties[mentionedOwnersProperty] = joinIds(owners, "ownerIds");
  if (attachments) {
    properties[attachmentsProperty] = joinIds(
      attachments.map((attachment) => attachment?.id),
      "attachments",
    );
  }
  return properties;
}

/** Without what a token that may not read an email sees in place of its content: it may write back what it read. */
export function withoutRedaction(input: EngagementInput): EngagementInput {
  const isPlaceholder = (value: unknown) => value === redactedBody || (Array.isArray(value) && value.length === 0);
  const metadata = Object.entries(input.metadata ?? {}).filter(([, value]) => !isPlaceholder(value));
  return { ...input, metadata: Object.fromEntries(metadata) };
}

/**
 * The ids of the records that the lists name, by type id; lists that are missing or null are not there.
 * @throws Refusal 400 for what cannot be an id
 */
export function readLinkLists({ associations }: EngagementInput): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const { name, objectTypeId } of engagementLinkLists) {
    const given = associations?.[name];
    if (!given) continue;
    const ids = given.filter((id) => id !== null).map((id) => readRecordId(id) ?? throwInvalidId(id));
    lists.set(objectTypeId, [...new Set(ids)]);
  }
  return lists;
}

function throwInvalidId(id: string | number): never {
  checkTexts(id, "An id");
  throw refuse.invalidId(String(id).slice(0, 100));
}

/** Clients leave nulls in lists of ids. */
function joinIds(list: readonly unknown[], place: string): string {
  const ids = list.filter((id) => id !== null && id !== undefined);
  if (ids.some((id) => typeof id !== "string" && typeof id !== "number")) {
    throw refuse.invalid(`${place} must be a list of numbers`, { [place]: ["not valid"] });
  }
  return [...new Set(ids.map(String))].join(";");
}

/** The headers of an email with what the metadata says of its people; undefined where it says nothing. */
function readHeaders(
  kind: EngagementKind,
  metadata: Readonly<Record<string, unknown>>,
  stored: string | undefined,
): string | undefined {
  const isPeople = ({ name, property }: MetadataMember) =>
    property === emailHeadersProperty && metadata[name] !== undefined;
  const given = kind.metadata.filter(isPeople);
  if (given.length === 0) return undefined;
  const said = Object.fromEntries(given.map(({ name }) => [name, metadata[name]]));
  checkTexts(said, "The metadata");
  const before: Record<string, unknown> = readEmailHeaders(stored ?? "{}") ?? {};
  const headers = readEmailHeaders(JSON.stringify({ ...before, ...said }));
  if (!headers) throw refuse.invalid("The people of an email (from, to, cc, bcc) must be objects with an email");
  return JSON.stringify(headers);
}
