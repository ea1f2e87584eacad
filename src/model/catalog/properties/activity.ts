import type { PropertyDefinition } from "../../property.ts";
import { chosen, chosenReadOnly, inGroup, readOnly, systemProperties } from "./shared.ts";

type Words = {
  readonly groupName: string;
  /** What the property `hs_timestamp` says of this kind of activity. */
  readonly timestamp: string;
  /** The scope that is needed to read the content, where there is one beyond that of the object type. */
  readonly contentScope?: string;
};

/**
 * What notes, tasks, meetings and emails have in common (names: contract 5.2). No source tells their types and options
 * beyond those of calls, so they are chosen alike.
 */
export function activityProperties({ groupName, timestamp, contentScope }: Words): PropertyDefinition[] {
  const define = inGroup(groupName);
  const external = { ...chosen, externalOptions: true, rule: "id-list" } as const;
  const content = contentScope === undefined ? {} : { readScope: contentScope };
  return [
    define("hs_timestamp", "Activity date", "datetime", "date", timestamp, { required: "always" }),
    define("hs_attachment_ids", "Attachment IDs", "enumeration", "checkbox", "Ids of attached files, joined by `;`.", {
      ...external,
      rule: "file-ids",
    }),
    define(
      "hs_at_mentioned_owner_ids",
      "Mentioned owners",
      "enumeration",
      "checkbox",
      "Owners named in the text.",
      external,
    ),
    define("hs_queue_membership_ids", "Queues", "enumeration", "checkbox", "Task queues that hold it.", external),
    define("hs_body_preview", "Body preview", "string", "text", "The content as plain text.", {
      ...chosenReadOnly,
      ...content,
    }),
    define("hs_body_preview_html", "Body preview HTML", "string", "text", "The content as an HTML page.", {
      ...chosenReadOnly,
      ...content,
    }),
    define(
      "hs_body_preview_is_truncated",
      "Body preview is truncated",
      "bool",
      "booleancheckbox",
      "Whether the preview leaves out a part of the content.",
      readOnly,
    ),
    define("hs_unique_id", "Unique ID", "string", "text", "Id that the logging client gave it.", chosen),
    define("hs_product_name", "Product name", "string", "text", "Product that logged it.", chosen),
    define("hs_follow_up_action", "Follow-up action", "string", "text", "What is to be done after it.", chosen),
    define("hs_created_by", "Created by", "number", "number", "User who logged it.", readOnly),
    define("hs_modified_by", "Modified by", "number", "number", "User who last changed it.", readOnly),
    define("hs_engagement_source", "Activity source", "string", "text", "What kind of client logged it.", readOnly),
    define(
      "hs_engagement_source_id",
      "Activity source ID",
      "string",
      "text",
      "Id of the client that logged it.",
      readOnly,
    ),
    define(
      "hs_gdpr_deleted",
      "Erased for privacy",
      "bool",
      "booleancheckbox",
      "Whether the content was erased.",
      readOnly,
    ),
    ...systemProperties(
      groupName,
      { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" },
      "Activity assigned to",
    ),
  ];
}
