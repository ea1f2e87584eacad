import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { activityProperties } from "./activity.ts";
import { chosen, inGroup, readOnly } from "./shared.ts";

const groupName = "email";
const define = inGroup(groupName);

/** Bodies of emails are shown to tokens with this scope only (contract 9.3). */
const contentScope = "sales-email-read";
const content = { readScope: contentScope } as const;

/** What is said of each address that the headers name; several of one kind are joined by `;`. */
const addressProperties = ["from", "to", "cc", "bcc", "sender"].flatMap((end) => [
  define(`hs_email_${end}_email`, `Email ${end} address`, "string", "text", `Address of ${end}.`, readOnly),
  define(`hs_email_${end}_firstname`, `Email ${end} first name`, "string", "text", `First name of ${end}.`, readOnly),
  define(`hs_email_${end}_lastname`, `Email ${end} last name`, "string", "text", `Last name of ${end}.`, readOnly),
]);

export const emailProperties: readonly PropertyDefinition[] = [
  define("hs_email_subject", "Email subject", "string", "text", "Subject line."),
  define("hs_email_text", "Email body", "string", "textarea", "The body as text.", content),
  define("hs_email_html", "Email HTML", "string", "html", "The body as HTML.", content),
  define("hs_email_direction", "Email direction", "enumeration", "select", "Who sent it, as seen by the user.", {
    options: optionsOf("EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"),
  }),
  define("hs_email_status", "Email send status", "enumeration", "select", "What became of the sending.", {
    options: optionsOf("BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"),
  }),
  define("hs_email_headers", "Email headers", "string", "text", "Sender and recipients, as a JSON object.", {
    rule: "email-headers",
  }),
  ...addressProperties,
  define("hs_email_message_id", "Message ID", "string", "text", "Id of the message in the mail system.", chosen),
  define("hs_email_thread_id", "Thread ID", "string", "text", "Id of the conversation.", chosen),
  define("hs_email_tracker_key", "Tracker key", "string", "text", "Key by which opens are counted.", chosen),
  define("hs_email_sent_via", "Sent via", "string", "text", "What sent the message.", chosen),
  define("hs_email_logged_from", "Logged from", "string", "text", "What logged the message.", chosen),
  define("hs_email_error_message", "Send error", "string", "text", "Why the sending failed.", chosen),
  define(
    "hs_email_post_send_status",
    "Status after sending",
    "string",
    "text",
    "What was heard after sending.",
    chosen,
  ),
  ...activityProperties({ groupName, timestamp: "When the message was sent.", contentScope }),
];
