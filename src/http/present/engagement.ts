import type { Engagement } from "../../domain/engagements/engagement.ts";
import { membersOf, typeOfEngagement } from "../../domain/engagements/kinds.ts";
import type { EngagementPage } from "../../domain/engagements/list-engagements.ts";
import { readEmailHeaders } from "../../domain/properties/email-headers.ts";
import { parseTime } from "../../domain/properties/time-text.ts";
import {
  attachmentsProperty,
  engagementLinkLists,
  type MetadataMember,
  mentionedOwnersProperty,
  redactedBody,
} from "../../model/catalog/engagement-kinds.ts";
import type { PropertyValues } from "../../model/property.ts";

/** An activity in the older shape: ids and times are numbers, and what is not set is left out. */
export function presentEngagement(view: Engagement, portalId: number) {
  const { values, redacted } = view;
  const own = Object.fromEntries(membersOf(view.objectType).map((member) => [member.name, written(member, values)]));
  return {
    engagement: {
      id: view.id,
      portalId,
      active: true,
      createdAt: view.createdAt,
      lastUpdated: view.updatedAt,
      type: typeOfEngagement(view.kind, values),
      ...own,
      ...(redacted ? { ownerId: undefined } : preview(values)),
      queueMembershipIds: numbersOf(values.hs_queue_membership_ids),
      allAccessibleTeamIds: numbersOf(values.hs_all_accessible_team_ids),
      source: values.hs_object_source,
      sourceId: values.hs_object_source_id,
      gdprDeleted: false,
    },
    associations: presentLinks(view),
    attachments: numbersOf(values[attachmentsProperty]).map((id) => ({ id })),
    scheduledTasks: [],
    metadata: redacted ? redactedMetadata : presentMetadata(view),
  };
}

/** A page of them; `total` where the list has one. */
export function presentEngagements(page: EngagementPage & { readonly total?: number }, portalId: number) {
  return {
    results: page.results.map((view) => presentEngagement(view, portalId)),
    hasMore: page.hasMore,
    offset: page.offset,
    ...(page.total === undefined ? {} : { total: page.total }),
  };
}

const redactedMetadata = { cc: [], to: [], validationSkipped: [], html: redactedBody, bcc: [] };

function preview(values: PropertyValues) {
  if (values.hs_body_preview === undefined) return {};
  return {
    bodyPreview: values.hs_body_preview,
    bodyPreviewHtml: values.hs_body_preview_html,
    bodyPreviewIsTruncated: values.hs_body_preview_is_truncated === "true",
  };
}

function presentLinks({ links, values }: Engagement) {
  const listed = Object.fromEntries(
    engagementLinkLists.map(({ name, objectTypeId }) => [name, links.get(objectTypeId) ?? []]),
  );
  return {
    contactIds: listed.contactIds,
    companyIds: listed.companyIds,
    dealIds: listed.dealIds,
    ownerIds: numbersOf(values[mentionedOwnersProperty]),
    workflowIds: [],
    ticketIds: listed.ticketIds,
    contentIds: [],
    quoteIds: [],
    marketingEventIds: [],
  };
}

function presentMetadata({ kind, values }: Engagement) {
  return Object.fromEntries(kind.metadata.map((member) => [member.name, written(member, values)]));
}

/** A stored value in the form of a member; undefined, which JSON leaves out, where it is not set. */
function written({ name, property, form }: MetadataMember, values: PropertyValues): unknown {
  const value = values[property];
  if (form === "people" || form === "person") {
    const people = (value === undefined ? undefined : readEmailHeaders(value)?.[name as "to"]) ?? [];
    return form === "people" ? people : people[0];
  }
  if (value === undefined) return form === "times" ? [] : undefined;
  switch (form) {
    case "text":
      return value;
    case "time":
      return parseTime(value);
    case "times":
      return numbersOf(value);
    case "flag":
      return value === "true";
    case "number":
      return Number.isFinite(Number(value)) ? Number(value) : value;
  }
}

/** The ids of a value such as `1;2`; those that JSON numbers cannot hold are left out. */
function numbersOf(value: string | undefined): number[] {
  if (value === undefined) return [];
  return value.split(";").map(Number).filter(Number.isSafeInteger);
}
