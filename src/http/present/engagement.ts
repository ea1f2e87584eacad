import type { Engagement } from "../../domain/engagements/engagement.ts";
import { membersOf, typeOfEngagement } from "../../domain/engagements/kinds.ts";
import type { EngagementPage } from "../../domain/engagements/list-engagements.ts";
import { attachmentsOf, listedIds, memberValue, mentionedOwners } from "../../domain/engagements/member-values.ts";
import { engagementLinkLists, redactedBody } from "../../model/catalog/engagement-kinds.ts";
import type { PropertyValues } from "../../model/property.ts";

/** An activity in the older shape: ids and times are numbers, and what is not set is left out. */
export function presentEngagement(view: Engagement, portalId: number) {
  const { values, redacted } = view;
  const own = Object.fromEntries(
    membersOf(view.objectType).map((member) => [member.name, memberValue(member, values)]),
  );
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
      queueMembershipIds: listedIds(values.hs_queue_membership_ids),
      allAccessibleTeamIds: listedIds(values.hs_all_accessible_team_ids),
      source: values.hs_object_source,
      sourceId: values.hs_object_source_id,
      gdprDeleted: false,
    },
    associations: presentLinks(view),
    attachments: attachmentsOf(values),
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
    ownerIds: mentionedOwners(values),
    workflowIds: [],
    ticketIds: listed.ticketIds,
    contentIds: [],
    quoteIds: [],
    marketingEventIds: [],
  };
}

function presentMetadata({ kind, values }: Engagement) {
  return Object.fromEntries(kind.metadata.map((member) => [member.name, memberValue(member, values)]));
}
