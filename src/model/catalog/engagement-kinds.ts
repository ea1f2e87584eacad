/** How a member of an engagement's metadata is written: times are epoch milliseconds, `people` are objects. */
export type MetadataForm = "text" | "number" | "time" | "times" | "flag" | "person" | "people";

/** A member of the metadata and the property that holds it. */
export type MetadataMember = { readonly name: string; readonly property: string; readonly form: MetadataForm };

/** What the older engagements API calls an activity, and where it keeps its values. */
export type EngagementKind = {
  readonly type: string;
  readonly objectTypeId: string;
  /** Further words for the type, each the value of this property. */
  readonly variants?: { readonly property: string; readonly types: readonly string[] };
  readonly metadata: readonly MetadataMember[];
};

export const emailHeadersProperty = "hs_email_headers";

/** The kinds of engagements; what they are called there and here is by the service's published older documents. */
export const engagementKinds: readonly EngagementKind[] = [
  {
    type: "CALL",
    objectTypeId: "0-48",
    metadata: [
      ...texts({
        toNumber: "hs_call_to_number",
        fromNumber: "hs_call_from_number",
        status: "hs_call_status",
        externalId: "hs_call_external_id",
      }),
      member("durationMilliseconds", "hs_call_duration", "number"),
      ...texts({
        externalAccountId: "hs_call_external_account_id",
        recordingUrl: "hs_call_recording_url",
        body: "hs_call_body",
        disposition: "hs_call_disposition",
        title: "hs_call_title",
        direction: "hs_call_direction",
        source: "hs_call_source",
        fromNumberNickname: "hs_call_from_number_nickname",
        toNumberNickname: "hs_call_to_number_nickname",
        calleeObjectType: "hs_call_callee_object_type",
      }),
      member("calleeObjectId", "hs_call_callee_object_id", "number"),
      member("appId", "hs_call_app_id", "number"),
      member("unknownVisitorConversation", "hs_unknown_visitor_conversation", "flag"),
    ],
  },
  { type: "NOTE", objectTypeId: "0-46", metadata: texts({ body: "hs_note_body" }) },
  {
    type: "TASK",
    objectTypeId: "0-27",
    metadata: [
      ...texts({
        body: "hs_task_body",
        subject: "hs_task_subject",
        status: "hs_task_status",
        forObjectType: "hs_task_for_object_type",
        taskType: "hs_task_type",
        priority: "hs_task_priority",
      }),
      member("reminders", "hs_task_reminders", "times"),
      member("sendDefaultReminder", "hs_task_send_default_reminder", "flag"),
      member("completionDate", "hs_task_completion_date", "time"),
    ],
  },
  {
    type: "MEETING",
    objectTypeId: "0-47",
    metadata: [
      member("startTime", "hs_meeting_start_time", "time"),
      member("endTime", "hs_meeting_end_time", "time"),
      ...texts({
        title: "hs_meeting_title",
        body: "hs_meeting_body",
        internalMeetingNotes: "hs_internal_meeting_notes",
        meetingOutcome: "hs_meeting_outcome",
        location: "hs_meeting_location",
        locationType: "hs_meeting_location_type",
        externalUrl: "hs_meeting_external_url",
        source: "hs_meeting_source",
        sourceId: "hs_meeting_source_id",
        createdFromLinkId: "hs_meeting_created_from_link_id",
        iCalUid: "hs_i_cal_uid",
      }),
    ],
  },
  {
    type: "EMAIL",
    objectTypeId: "0-49",
    variants: { property: "hs_email_direction", types: ["EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"] },
    metadata: [
      member("from", emailHeadersProperty, "person"),
      member("to", emailHeadersProperty, "people"),
      member("cc", emailHeadersProperty, "people"),
      member("bcc", emailHeadersProperty, "people"),
      member("sender", emailHeadersProperty, "person"),
      ...texts({
        subject: "hs_email_subject",
        html: "hs_email_html",
        text: "hs_email_text",
        status: "hs_email_status",
        messageId: "hs_email_message_id",
        threadId: "hs_email_thread_id",
        trackerKey: "hs_email_tracker_key",
        sentVia: "hs_email_sent_via",
        loggedFrom: "hs_email_logged_from",
        errorMessage: "hs_email_error_message",
        postSendStatus: "hs_email_post_send_status",
      }),
    ],
  },
];

/** Members of `engagement` that hold a property's value; a kind has those that its object type has. */
export const engagementMembers: readonly MetadataMember[] = [
  member("ownerId", "hubspot_owner_id", "number"),
  member("timestamp", "hs_timestamp", "time"),
  member("uid", "hs_unique_id", "text"),
  member("activityType", "hs_activity_type", "text"),
];

/** The lists of `associations` that are links to records, by the type id of those. */
export const engagementLinkLists: readonly { readonly name: string; readonly objectTypeId: string }[] = [
  { name: "contactIds", objectTypeId: "0-1" },
  { name: "companyIds", objectTypeId: "0-2" },
  { name: "dealIds", objectTypeId: "0-3" },
  { name: "ticketIds", objectTypeId: "0-5" },
];

/** Lists of ids that are a property's value. */
export const mentionedOwnersProperty = "hs_at_mentioned_owner_ids";
export const attachmentsProperty = "hs_attachment_ids";

/** What stands in place of an email's body where the token may not read it. */
export const redactedBody =
  "The content of this email has been redacted. To include it in the response, your app must require the sales-email-read scope.";

function member(name: string, property: string, form: MetadataForm): MetadataMember {
  return { name, property, form };
}

function texts(properties: Readonly<Record<string, string>>): MetadataMember[] {
  return Object.entries(properties).map(([name, property]) => member(name, property, "text"));
}
