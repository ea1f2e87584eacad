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
import type { PropertyValues } from "../../model/property.ts";
import { readRecordId } from "../objects/record-id.ts";
import { readEmailHeaders } from "../properties/email-headers.ts";
import { checkTexts } from "../properties/text-rules.ts";
import { membersOf, typeOfEngagement } from "./kinds.ts";
import { attachmentsOf, memberValue, mentionedOwners } from "./member-values.ts";

type Id = string | number | null;

/** An engagement as a body of the older API says it; every member may be missing or null. */
export type EngagementInput = {
  readonly engagement?: Readonly<Record<string, unknown>> | null;
  readonly associations?: Readonly<Partial<Record<string, readonly Id[] | null>>> | null;
  readonly attachments?: readonly ({ readonly id?: Id } | null)[] | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
};

/**
 * What an input says of the record's values, by property; unknown members are passed over, and so is what reads as it
 * did before, so that an engagement can be put back without changing what the older shape cannot tell.
 * @param stored the values before the write
 */
export function readProperties(
  kind: EngagementKind,
  objectType: ObjectType,
  input: EngagementInput,
  stored: PropertyValues = {},
): Record<string, unknown> {
  const { engagement, associations, attachments, metadata } = input;
  const properties: Record<string, unknown> = {};
  for (const member of membersOf(objectType)) {
    const value = engagement?.[member.name];
    if (isNews(value, memberValue(member, stored))) properties[member.property] = value;
  }
  // No engagement is without a time, so none can be meant.
  if (properties.hs_timestamp === null) delete properties.hs_timestamp;
  const { type } = engagement ?? {};
  if (kind.variants && isNews(type, typeOfEngagement(kind, stored))) properties[kind.variants.property] = type;
  const news = kind.metadata.filter((member) => isNews(metadata?.[member.name], memberValue(member, stored)));
  for (const { name, property, form } of news) {
    const value = metadata?.[name];
    if (property === emailHeadersProperty) continue;
    properties[property] = form === "times" && Array.isArray(value) ? joinIds(value, name) : value;
  }
  const people = news.filter(({ property }) => property === emailHeadersProperty);
  if (people.length > 0) properties[emailHeadersProperty] = writeHeaders(people, metadata ?? {}, stored);
  const owners = associations?.ownerIds;
  if (owners && isNews(owners, mentionedOwners(stored)))
    properties[mentionedOwnersProperty] = joinIds(owners, "ownerIds");
  if (attachments && isNews(attachments, attachmentsOf(stored))) {
    const ids = attachments.map((attachment) => attachment?.id);
    properties[attachmentsProperty] = joinIds(ids, "attachments");
  }
  return properties;
}

/** Whether a member that was sent differs from what a read shows of it. */
function isNews(sent: unknown, shown: unknown): boolean {
  return sent !== undefined && JSON.stringify(sent) !== JSON.stringify(shown);
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

/** The headers of an email with what the metadata says of its people. */
function writeHeaders(
  people: readonly MetadataMember[],
  metadata: Readonly<Record<string, unknown>>,
  stored: PropertyValues,
): string {
  const said = Object.fromEntries(people.map(({ name }) => [name, metadata[name]]));
  checkTexts(said, "The metadata");
  const before = readEmailHeaders(stored[emailHeadersProperty] ?? "{}");
  const headers = readEmailHeaders(JSON.stringify({ ...before, ...said }));
  if (!headers) throw refuse.invalid("The people of an email (from, to, cc, bcc) must be objects with an email");
  return JSON.stringify(headers);
}
