import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import {
  activitySummaryProperties,
  chosen,
  inGroup,
  pinnedEngagementProperty,
  readOnly,
  systemProperties,
} from "./shared.ts";

const groupName = "ticketinformation";
const define = inGroup(groupName);
const computed = { readOnly: true, calculated: true } as const;

export const ticketProperties: readonly PropertyDefinition[] = [
  define("subject", "Ticket name", "string", "text", "Short heading of the request.", { required: "strict" }),
  define("content", "Ticket description", "string", "textarea", "What the customer asks for."),
  define("hs_pipeline", "Pipeline", "enumeration", "select", "Pipeline the ticket runs through.", {
    optionSource: "pipelines",
    optionSourceType: "0-5",
    defaultValue: "0",
  }),
  define("hs_pipeline_stage", "Ticket status", "enumeration", "select", "Where in the pipeline the ticket stands.", {
    optionSource: "stages",
    optionSourceType: "0-5",
    required: "strict",
    defaultValue: "1",
  }),
  define("hs_ticket_category", "Category", "enumeration", "checkbox", "What the request is about.", {
    options: optionsOf("PRODUCT_ISSUE", "BILLING_ISSUE", "FEATURE_REQUEST", "GENERAL_INQUIRY"),
  }),
  define("hs_ticket_priority", "Priority", "enumeration", "select", "How urgent the request is.", {
    options: optionsOf("LOW", "MEDIUM", "HIGH", "URGENT"),
  }),
  define("hs_resolution", "Resolution", "enumeration", "radio", "How the request was settled.", {
    ...chosen,
    options: optionsOf("ISSUE_FIXED", "REFERRED_TO_3RD_PARTY", "COMPENSATED_CUSTOMER", "DUPLICATE", "OTHER"),
  }),
  define("source_type", "Source", "enumeration", "select", "Channel the request came through.", {
    options: optionsOf("CHAT", "EMAIL", "FORM", "PHONE"),
  }),
  define("source_ref", "Source reference", "string", "text", "Id of the request in its channel."),
  define("source_thread_id", "Source thread", "string", "text", "E-mail thread of the request."),
  define("hs_file_upload", "File upload", "string", "file", "Files the customer sent."),
  define("hs_assigned_team_ids", "Assigned teams", "enumeration", "checkbox", "Teams that work on the ticket.", {
    externalOptions: true,
  }),
  define("created_by", "Created by", "number", "number", "Contact or user who opened the ticket."),
  define("closed_date", "Close date", "datetime", "date", "When the ticket was closed."),
  define("hs_last_closed_date", "Last closed", "datetime", "date", "When the ticket was last closed.", readOnly),
  define("hs_ticket_reopened_at", "Reopened", "datetime", "date", "When the ticket was last reopened.", readOnly),
  define("time_to_close", "Time to close", "number", "calculation_equation", "Milliseconds until closed.", computed),
  define("hs_ticket_id", "Ticket ID", "number", "calculation_equation", "Id of the ticket's record.", computed),
  define(
    "hs_is_one_touch_ticket",
    "One-touch ticket",
    "bool",
    "booleancheckbox",
    "Whether one reply was enough.",
    readOnly,
  ),
  define("hs_outbound_ticket", "Outbound ticket", "bool", "booleancheckbox", "Whether we began the conversation."),
  define("first_agent_reply_date", "First reply", "datetime", "date", "When the customer got a first reply.", readOnly),
  define(
    "time_to_first_agent_reply",
    "Time to first reply",
    "number",
    "number",
    "Milliseconds to that reply.",
    readOnly,
  ),
  define("last_reply_date", "Last customer reply", "datetime", "date", "When the customer last wrote.", readOnly),
  define("last_engagement_date", "Last engagement", "datetime", "date", "When we last got in touch.", readOnly),
  define("hs_lastactivitydate", "Last activity", "datetime", "date", "Time of the latest logged activity.", readOnly),
  define("hs_lastcontacted", "Last contact", "datetime", "date", "When the customer was last contacted.", readOnly),
  define("hs_nextactivitydate", "Next activity", "datetime", "date", "Time of the next planned activity.", readOnly),
  define("hs_num_times_contacted", "Contact count", "number", "number", "How often we made contact.", readOnly),
  define("hs_num_associated_companies", "Number of companies", "number", "number", "How many are linked.", readOnly),
  ...activitySummaryProperties(groupName),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "createdate", modifiedDate: "hs_lastmodifieddate" }),
];
