import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

type Definition = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly description: string;
  readonly groupName: string;
  readonly options: readonly { readonly label: string; readonly value: string; readonly displayOrder: number }[];
  readonly externalOptions: boolean;
  readonly hidden: boolean;
  readonly hasUniqueValue: boolean;
  readonly referencedObjectType?: string;
  readonly modificationMetadata: { readonly readOnlyValue: boolean };
};

/** Every name of contract 5.2; those that the guide does not have the service computes or its apps write. */
const writable = `
  hs_timestamp hs_call_title hs_call_body hs_call_duration hs_call_direction hs_call_status hs_call_disposition
  hs_call_source hs_call_from_number hs_call_to_number hs_call_recording_url hs_call_callee_object_id
  hs_call_callee_object_type hs_activity_type hs_attachment_ids hubspot_owner_id hs_call_app_id hs_call_external_id
  hs_call_external_account_id hs_all_assigned_business_unit_ids hs_at_mentioned_owner_ids hs_call_has_voicemail
  hs_call_location hs_call_meeting_id hs_call_ms_teams_payload hs_call_phone_number_source hs_call_recording_duration
  hs_call_video_meeting_type hs_call_video_recording_url hs_call_zoom_meeting_uuid hs_calls_service_call_id
  hs_campaign_guid hs_follow_up_action hs_hosted_video_conference_url hs_product_name hs_unique_id hs_owning_teams
  hs_queue_membership_ids hs_shared_team_ids hs_shared_user_ids hs_unknown_visitor_conversation
`;
const readOnly = `
  hs_object_id hs_createdate hs_lastmodifieddate hs_all_owner_ids hs_all_team_ids hs_all_accessible_team_ids
  hs_body_preview hs_body_preview_html hs_body_preview_is_truncated hs_call_deal_stage_during_call
  hs_call_has_transcript hs_call_primary_deal hs_call_routing_strategy_type hs_call_suggested_next_actions
  hs_call_summary hs_call_summary_execution_id hs_call_transcript_audio_num_channels hs_call_transcript_tracked_terms
  hs_call_transcription_id hs_call_unified_phone_number_id hs_call_unique_external_id hs_connected_count
  hs_voicemail_count hs_created_by hs_modified_by hs_created_by_user_id hs_updated_by_user_id hs_engagement_source
  hs_engagement_source_id hs_engagements_last_contacted hs_gdpr_deleted hs_merged_object_ids hs_obj_coords
  hs_object_source hs_object_source_id hs_object_source_label hs_object_source_detail_1 hs_object_source_detail_2
  hs_object_source_detail_3 hs_object_source_user_id hs_read_only hs_unique_creation_key hs_user_ids_of_all_owners
  hs_user_ids_of_all_notification_followers hs_user_ids_of_all_notification_unfollowers hs_was_imported
  hubspot_owner_assigneddate hubspot_team_id hs_call_owner_talk_time hs_call_owner_talk_time_percentage
  hs_call_owner_longest_monologue hs_call_longest_customer_story hs_call_interactivity hs_call_patience
`;
/** The sources do not say whether a client may write these. */
const either = "hs_call_authed_url_provider hs_call_from_number_nickname hs_call_to_number_nickname";

const details: Readonly<Record<string, readonly [type: string, fieldType: string, label?: string]>> = {
  hs_timestamp: ["datetime", "date", "Activity date"],
  hs_call_title: ["string", "text", "Call title"],
  hs_call_body: ["string", "html", "Call notes"],
  hs_call_duration: ["number", "number", "Call duration"],
  hs_call_direction: ["enumeration", "select", "Call direction"],
  hs_call_status: ["enumeration", "select", "Call status"],
  hs_call_disposition: ["enumeration", "select", "Call outcome"],
  hs_call_source: ["enumeration", "select", "Call source"],
  hs_call_from_number: ["string", "text", "From number"],
  hs_call_to_number: ["string", "text", "To number"],
  hs_call_recording_url: ["string", "text", "Recording URL"],
  hs_call_callee_object_id: ["number", "number"],
  hs_activity_type: ["enumeration", "select", "Call and meeting type"],
  hubspot_owner_id: ["enumeration", "select", "Activity assigned to"],
  hs_call_app_id: ["number", "number"],
  hs_object_id: ["number", "number", "Record ID"],
  hs_createdate: ["datetime", "date"],
  hs_lastmodifieddate: ["datetime", "date"],
  hs_all_owner_ids: ["enumeration", "select"],
  hs_body_preview_is_truncated: ["bool", "booleancheckbox"],
  hs_call_has_transcript: ["bool", "booleancheckbox"],
  hs_call_transcription_id: ["number", "number"],
  hs_obj_coords: ["object_coordinates", "text"],
  hs_object_source_label: ["enumeration", "select"],
  hs_unique_creation_key: ["string", "text"],
  hs_user_ids_of_all_owners: ["enumeration", "checkbox"],
  hs_was_imported: ["bool", "booleancheckbox"],
  hubspot_owner_assigneddate: ["datetime", "date"],
  hubspot_team_id: ["enumeration", "select"],
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

async function definitionsOf(portal: TestPortal, plural: string): Promise<Map<string, Definition>> {
  const answer = await portal.get(`/crm/v3/properties/${plural}`);
  assert.equal(answer.status, 200);
  const all: Definition[] = answer.body.results;
  return new Map(all.map((definition) => [definition.name, definition]));
}

test("calls have every property of the service, and those are read-only that are so there", async () => {
  const portal = await newPortal();
  const found = await definitionsOf(portal, "calls");
  for (const name of words(writable)) {
    assert.equal(found.get(name)?.modificationMetadata.readOnlyValue, false, name);
  }
  for (const name of words(readOnly)) {
    assert.equal(found.get(name)?.modificationMetadata.readOnlyValue, true, name);
  }
  const known = new Set([...words(writable), ...words(readOnly), ...words(either)]);
  assert.deepEqual(
    [...found.keys()].filter((name) => !known.has(name)),
    [],
  );
  assert.equal(found.size, known.size);
});

test("the properties of calls have the service's types and labels", async () => {
  const portal = await newPortal();
  const found = await definitionsOf(portal, "calls");
  for (const [name, [type, fieldType, label]] of Object.entries(details)) {
    const definition = found.get(name);
    assert.deepEqual([definition?.type, definition?.fieldType], [type, fieldType], name);
    if (label !== undefined) assert.equal(definition?.label, label);
  }
});

for (const plural of ["calls", "contacts", "companies", "deals", "tickets"]) {
  test(`every property of ${plural} has a name of its own, label, description and group, and reads alone as in the list`, async () => {
    const portal = await newPortal();
    const answer = await portal.get(`/crm/v3/properties/${plural}`);
    const all: Definition[] = answer.body.results;
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    const texts: string[] = [];
    for (const definition of all) {
      const { name, label, description, groupName, options } = definition;
      assert.match(name, /^[a-z][a-z0-9_]*$/);
      for (const text of [label, description, groupName]) assert.ok(text.trim() !== "", name);
      assert.deepEqual(
        options.map(({ displayOrder }) => displayOrder),
        options.map((_, index) => index),
        name,
      );
      assert.equal(new Set(options.map(({ value }) => value)).size, options.length, name);
    }
    for (const { name } of all.slice(0, 20))
      texts.push((await portal.get(`/crm/v3/properties/${plural}/${name}`)).text);
    assert.ok(answer.text.startsWith(`{"results":[${texts.join(",")},`));
  });
}

test("a definition has its members in wire order", async () => {
  const portal = await newPortal();
  const { body } = await portal.get("/crm/v3/properties/calls/hubspot_owner_id");
  const order = words(`
    updatedAt createdAt name label type fieldType description groupName options createdUserId updatedUserId
    referencedObjectType displayOrder calculated externalOptions archived hasUniqueValue hidden hubspotDefined
    showCurrencySymbol modificationMetadata formField calculationFormula dateDisplayHint dataSensitivity
  `);
  const members = Object.keys(body);
  assert.deepEqual(
    members,
    order.filter((member) => members.includes(member)),
  );
  const { referencedObjectType, externalOptions, options, hubspotDefined, displayOrder } = body;
  assert.deepEqual(
    [referencedObjectType, externalOptions, options, hubspotDefined, displayOrder],
    ["OWNER", true, [], true, -1],
  );
  assert.deepEqual(body.modificationMetadata, { archivable: true, readOnlyDefinition: true, readOnlyValue: false });
});

test("the options of the call outcome are the portal's outcomes by GUID, those of the call type its call types", async () => {
  const portal = await newPortal();
  const found = await definitionsOf(portal, "calls");
  const outcomes = await portal.get("/calling/v1/dispositions");
  assert.deepEqual(
    found.get("hs_call_disposition")?.options.map(({ label, value }) => [label, value]),
    outcomes.body.map(({ label, id }: { label: string; id: string }) => [label, id]),
  );
  assert.equal(outcomes.body.length, 6);
  assert.deepEqual(
    found.get("hs_activity_type")?.options.map(({ label, value }) => [label, value]),
    ["Discovery call", "Demo", "Follow-up", "Support call", "Check-in"].map((name) => [name, name]),
  );
  assert.deepEqual(
    found.get("hs_call_has_voicemail")?.options.map(({ label, value }) => [label, value]),
    [
      ["True", "true"],
      ["False", "false"],
    ],
  );
});

test("what the catalogue calls writable is taken, and what it calls read-only is not", async () => {
  const portal = await newPortal();
  const found = await definitionsOf(portal, "calls");
  const names = [...found.values()].filter(({ modificationMetadata: { readOnlyValue } }) => readOnlyValue);
  const properties = Object.fromEntries(names.map(({ name }) => [name, "1"]));
  const refused = await portal.post("/crm/v3/objects/calls", { properties: { ...properties, hs_timestamp: 1 } });
  assert.deepEqual(
    refused.body.errors.map(({ code, context }: { code: string; context: Record<string, string[]> }) => [
      context.propertyName?.[0],
      code,
    ]),
    names.map(({ name }) => [name, "READ_ONLY_VALUE"]),
  );
});

test("a property that is not there is not found", async () => {
  const portal = await newPortal();
  for (const name of ["no_such_property", "HS_TIMESTAMP", "__proto__", "constructor", "%20"]) {
    const answer = await portal.get(`/crm/v3/properties/calls/${name}`);
    assertRefusal(answer, 404, { category: "OBJECT_NOT_FOUND", context: { id: [decodeURIComponent(name)] } }, name);
  }
});

test("the e-mail address is the contact's unique property, and the pin of records is hidden and writable", async () => {
  const portal = await newPortal();
  const contacts = await definitionsOf(portal, "contacts");
  const unique = [...contacts.values()].filter(({ hasUniqueValue }) => hasUniqueValue).map(({ name }) => name);
  assert.deepEqual(unique, ["email", "hs_unique_creation_key"]);
  for (const plural of ["contacts", "companies", "deals", "tickets"]) {
    const pin = (await definitionsOf(portal, plural)).get("hs_pinned_engagement_id");
    assert.deepEqual(
      [pin?.type, pin?.hidden, pin?.modificationMetadata.readOnlyValue],
      ["number", true, false],
      plural,
    );
  }
  assert.equal((await definitionsOf(portal, "calls")).has("hs_pinned_engagement_id"), false);
});
