import type { Property } from "../../data/properties.ts";

export type PropertyGroup = { readonly title: string; readonly properties: readonly Property[] };

/** Shown in places of their own. */
const elsewhere: ReadonlySet<string> = new Set(["hs_call_title", "hs_call_body", "hs_attachment_ids"]);

/** What people look at first. */
export const mainNames = [
  "hs_timestamp",
  "hs_call_disposition",
  "hs_call_status",
  "hs_call_direction",
  "hs_call_duration",
  "hs_activity_type",
  "hubspot_owner_id",
  "hs_call_has_voicemail",
  "hs_call_from_number",
  "hs_call_to_number",
] as const;

const groups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  {
    title: "Numbers and callee",
    names: [
      "hs_call_from_number_nickname",
      "hs_call_to_number_nickname",
      "hs_call_phone_number_source",
      "hs_call_unified_phone_number_id",
      "hs_call_callee_object_type",
      "hs_call_callee_object_id",
      "hs_call_location",
      "hs_call_routing_strategy_type",
    ],
  },
  {
    title: "Recording and transcript",
    names: [
      "hs_call_recording_url",
      "hs_call_recording_duration",
      "hs_call_authed_url_provider",
      "hs_call_video_recording_url",
      "hs_call_video_meeting_type",
      "hs_call_has_transcript",
      "hs_call_transcription_id",
      "hs_call_transcript_audio_num_channels",
      "hs_call_transcript_tracked_terms",
      "hs_call_summary",
      "hs_call_summary_execution_id",
      "hs_call_suggested_next_actions",
      "hs_call_owner_talk_time",
      "hs_call_owner_talk_time_percentage",
      "hs_call_owner_longest_monologue",
      "hs_call_longest_customer_story",
      "hs_call_interactivity",
      "hs_call_patience",
    ],
  },
  {
    title: "Follow-up",
    names: [
      "hs_follow_up_action",
      "hs_at_mentioned_owner_ids",
      "hs_queue_membership_ids",
      "hs_campaign_guid",
      "hs_product_name",
      "hs_call_primary_deal",
      "hs_call_deal_stage_during_call",
      "hs_engagements_last_contacted",
      "hs_connected_count",
      "hs_voicemail_count",
    ],
  },
  {
    title: "Where it came from",
    names: [
      "hs_call_source",
      "hs_call_app_id",
      "hs_call_external_id",
      "hs_call_external_account_id",
      "hs_call_unique_external_id",
      "hs_calls_service_call_id",
      "hs_unique_id",
      "hs_call_meeting_id",
      "hs_call_zoom_meeting_uuid",
      "hs_hosted_video_conference_url",
      "hs_call_ms_teams_payload",
      "hs_unknown_visitor_conversation",
    ],
  },
];

/** All properties of a call in groups: those of the portal's own after the known ones, and the record's own last. */
export function groupProperties(all: readonly Property[]): readonly PropertyGroup[] {
  const byName = new Map(all.map((property) => [property.name, property]));
  const known = groups.map(({ title, names }) => ({
    title,
    properties: names.flatMap((name) => byName.get(name) ?? []),
  }));
  const placed = new Set<string>([...elsewhere, ...mainNames, ...groups.flatMap(({ names }) => names)]);
  const others = all.filter(({ name }) => !placed.has(name));
  return [
    ...known,
    { title: "Properties of this portal", properties: others.filter(({ hubspotDefined }) => !hubspotDefined) },
    { title: "Record", properties: others.filter(({ hubspotDefined }) => hubspotDefined) },
  ].filter(({ properties }) => properties.length > 0);
}
