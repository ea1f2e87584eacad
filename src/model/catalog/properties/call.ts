import type { PropertyDefinition, PropertyOption } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { callRecordingProperties } from "./call-recording.ts";
import { chosen, chosenReadOnly, duration, inGroup, readOnly, systemProperties } from "./shared.ts";

const groupName = "call";
const define = inGroup(groupName);

const statuses: readonly PropertyOption[] = [
  { value: "BUSY", label: "Busy" },
  { value: "CALLING_CRM_USER", label: "Calling CRM user" },
  { value: "CANCELED", label: "Canceled" },
  { value: "COMPLETED", label: "Completed" },
  { value: "CONNECTING", label: "Connecting" },
  { value: "FAILED", label: "Failed" },
  { value: "IN_PROGRESS", label: "In progress" },
  { value: "NO_ANSWER", label: "No answer" },
  { value: "QUEUED", label: "Queued" },
  { value: "RINGING", label: "Ringing" },
  // The guide writes `missed`, the live service `MISSED` (section 12, row 4).
  { value: "MISSED", label: "Missed", anyCase: true },
  { value: "HOLD", label: "On hold" },
  { value: "UNKNOWN", label: "Unknown" },
];

const sources: readonly PropertyOption[] = [
  { value: "INTEGRATIONS_PLATFORM", label: "Integrations platform" },
  { value: "VOIP", label: "VoIP" },
  { value: "ZOOM", label: "Zoom" },
];

/** Names and types: contract 5.1 and 5.2; `chosen` marks the rows with a question mark (section 12, row 33). */
export const callProperties: readonly PropertyDefinition[] = [
  define("hs_timestamp", "Activity date", "datetime", "date", "When the call took place.", { required: "always" }),
  define("hs_call_title", "Call title", "string", "text", "Short heading of the call.", chosen),
  define("hs_call_body", "Call notes", "string", "html", "What was said, and notes about it.", chosen),
  define("hs_call_duration", "Call duration", "number", "number", "Length of the call in milliseconds.", duration),
  define("hs_call_direction", "Call direction", "enumeration", "select", "Who called, as seen by the user.", {
    ...chosen,
    options: optionsOf("INBOUND", "OUTBOUND"),
  }),
  define("hs_call_status", "Call status", "enumeration", "select", "Where the call stands or how it ended.", {
    ...chosen,
    options: statuses,
  }),
  define("hs_call_disposition", "Call outcome", "enumeration", "select", "Result of the call; the outcome's GUID.", {
    optionSource: "outcomes",
  }),
  define("hs_activity_type", "Call and meeting type", "enumeration", "select", "One of the account's call types.", {
    ...chosen,
    optionSource: "call-types",
  }),
  define("hs_call_source", "Call source", "enumeration", "select", "What placed or logged the call.", {
    ...chosen,
    options: sources,
  }),
  define("hs_call_from_number", "From number", "string", "text", "Number that called.", chosen),
  define("hs_call_to_number", "To number", "string", "text", "Number that was called.", chosen),
  define(
    "hs_call_from_number_nickname",
    "From number nickname",
    "string",
    "text",
    "Name of the calling number.",
    chosen,
  ),
  define("hs_call_to_number_nickname", "To number nickname", "string", "text", "Name of the called number.", chosen),
  define("hs_call_callee_object_id", "Callee record ID", "number", "number", "Record of the other side of the call.", {
    rule: "record-id",
  }),
  define("hs_call_callee_object_type", "Callee object type", "string", "text", "Object type of the callee record.", {
    ...chosen,
    rule: "associable-object-type",
  }),
  define(
    "hs_call_has_voicemail",
    "Has voicemail",
    "bool",
    "booleancheckbox",
    "Whether a missed call left a message.",
    chosen,
  ),
  define("hs_attachment_ids", "Attachment IDs", "enumeration", "checkbox", "Ids of attached files, joined by `;`.", {
    ...chosen,
    externalOptions: true,
    rule: "file-ids",
  }),
  define("hs_at_mentioned_owner_ids", "Mentioned owners", "enumeration", "checkbox", "Owners named in the notes.", {
    ...chosen,
    externalOptions: true,
    rule: "id-list",
  }),
  define("hs_queue_membership_ids", "Queues", "enumeration", "checkbox", "Task queues that hold the call.", {
    ...chosen,
    externalOptions: true,
    rule: "id-list",
  }),
  define("hs_body_preview", "Body preview", "string", "text", "The notes as plain text.", chosenReadOnly),
  define("hs_body_preview_html", "Body preview HTML", "string", "text", "The notes as an HTML page.", chosenReadOnly),
  define(
    "hs_body_preview_is_truncated",
    "Body preview is truncated",
    "bool",
    "booleancheckbox",
    "Whether the preview leaves out a part of the notes.",
    readOnly,
  ),
  define("hs_call_app_id", "App ID", "number", "number", "App that logged the call."),
  define("hs_call_external_id", "External ID", "string", "text", "Id of the call in the app that logged it.", chosen),
  define(
    "hs_call_external_account_id",
    "External account ID",
    "string",
    "text",
    "Account in the app that logged the call.",
    chosen,
  ),
  define("hs_call_unique_external_id", "Unique external ID", "string", "text", "App and external id in one key.", {
    ...chosenReadOnly,
    hasUniqueValue: true,
  }),
  define("hs_calls_service_call_id", "Call service ID", "number", "number", "Id of the call in the telephone service."),
  define("hs_unique_id", "Unique ID", "string", "text", "Id that the logging client gave the call.", chosen),
  define("hs_call_location", "Call location", "string", "text", "Where the call was handled.", chosen),
  define("hs_call_meeting_id", "Meeting ID", "number", "number", "Meeting that the call belongs to.", chosen),
  define("hs_call_ms_teams_payload", "Teams payload", "string", "text", "Raw data of a Microsoft Teams call.", chosen),
  define(
    "hs_call_phone_number_source",
    "Phone number source",
    "enumeration",
    "select",
    "Where the user's number came from.",
    // No source tells the values: taking any loses no data.
    { ...chosen, externalOptions: true },
  ),
  define(
    "hs_call_unified_phone_number_id",
    "Phone number ID",
    "number",
    "number",
    "Registered number of the call.",
    chosenReadOnly,
  ),
  define(
    "hs_call_routing_strategy_type",
    "Routing strategy",
    "enumeration",
    "select",
    "How an inbound call found its user.",
    { ...chosenReadOnly, externalOptions: true },
  ),
  define(
    "hs_call_primary_deal",
    "Primary deal",
    "number",
    "number",
    "Deal that the call is mainly about.",
    chosenReadOnly,
  ),
  define(
    "hs_call_deal_stage_during_call",
    "Deal stage during call",
    "enumeration",
    "select",
    "Stage of the primary deal at the time of the call.",
    { ...chosenReadOnly, externalOptions: true },
  ),
  define("hs_campaign_guid", "Campaign GUID", "string", "text", "Campaign that led to the call.", chosen),
  define("hs_follow_up_action", "Follow-up action", "string", "text", "What is to be done after the call.", chosen),
  define("hs_product_name", "Product name", "string", "text", "Product that logged the call.", chosen),
  define("hs_connected_count", "Connected count", "number", "number", "1 for a connected call, else 0.", readOnly),
  define("hs_voicemail_count", "Voicemail count", "number", "number", "1 for a call with voicemail, else 0.", readOnly),
  define(
    "hs_engagements_last_contacted",
    "Last contacted",
    "datetime",
    "date",
    "When this call last made contact.",
    chosenReadOnly,
  ),
  define("hs_created_by", "Created by", "number", "number", "User who logged the call.", readOnly),
  define("hs_modified_by", "Modified by", "number", "number", "User who last changed the call.", readOnly),
  define(
    "hs_engagement_source",
    "Activity source",
    "string",
    "text",
    "What kind of client logged the call.",
    chosenReadOnly,
  ),
  define(
    "hs_engagement_source_id",
    "Activity source ID",
    "string",
    "text",
    "Id of the client that logged the call.",
    chosenReadOnly,
  ),
  define(
    "hs_gdpr_deleted",
    "Erased for privacy",
    "bool",
    "booleancheckbox",
    "Whether the content was erased.",
    readOnly,
  ),
  define(
    "hs_unknown_visitor_conversation",
    "Unknown visitor",
    "bool",
    "booleancheckbox",
    "Whether the other side is not a known contact.",
  ),
  ...callRecordingProperties(groupName),
  ...systemProperties(
    groupName,
    { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" },
    "Activity assigned to",
  ),
];
