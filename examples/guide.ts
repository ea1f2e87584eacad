/**
 * Walks through HubSpot's calls guide with HubSpot's own SDK, unmodified but for its base path:
 *
 *   npm start                                            # in one terminal
 *   TRUNKLINE_TOKEN=$(cat data/token) node_modules/.trunkline/node examples/guide.ts     # in another
 */
import assert from "node:assert/strict";
import { Client } from "@hubspot/api-client";
import { walkBulk } from "./guide-bulk.ts";
import { walkCustomObjects } from "./guide-custom-objects.ts";

type Say = (line: string) => void;

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
const callToContact = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 } as const;
const contactToCall = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 193 } as const;

/** Does everything that the guide tells of, checks each answer, and says what it did. */
export async function walkGuide(basePath: string, accessToken: string, say: Say): Promise<void> {
  const client = new Client({ accessToken, basePath });
  await walkCalls(client, say);
  await walkBulk(client, say);
  await walkCustomObjects(client, say);
}

async function walkCalls(client: Client, say: Say): Promise<void> {
  const { calls } = client.crm.objects;
  const run = Date.now();

  const owners = await client.crm.owners.ownersApi.getPage();
  const ownerId = owners.results[0]?.id ?? assert.fail("the portal has no owner");
  const contact = await client.crm.contacts.basicApi.create({
    properties: { email: `pat.${run}@example.com`, firstname: "Pat", lastname: "Example", phone: "(555) 010-9876" },
    associations: [],
  });
  const company = await client.crm.companies.basicApi.create({
    properties: { name: "Example Ltd", domain: "example.com" },
    associations: [],
  });
  const deal = await client.crm.deals.basicApi.create({
    properties: { dealname: "Renewal", dealstage: "qualifiedtobuy", pipeline: "default", amount: "1200" },
    associations: [],
  });
  const ticket = await client.crm.tickets.basicApi.create({
    properties: { subject: "Cannot log in", hs_pipeline: "0", hs_pipeline_stage: "1" },
    associations: [],
  });
  say(`Made contact ${contact.id}, company ${company.id}, deal ${deal.id} and ticket ${ticket.id}`);

  // A file to attach to the call.
  const file = await client.files.filesApi.upload(
    { data: Buffer.from("Offer, valid for 30 days"), name: "offer.txt" },
    undefined,
    "/calls",
    `offer-${run}.txt`,
    undefined,
    JSON.stringify({ access: "PRIVATE" }),
  );

  // Create a call engagement.
  const created = await calls.basicApi.create({
    properties: {
      hs_timestamp: "2026-03-17T01:32:44.872Z",
      hs_call_title: "Support call",
      hs_call_body: "<p>Resolved issue &amp; agreed on a <b>follow-up</b></p>",
      hs_call_callee_object_id: contact.id,
      hs_call_callee_object_type: "contact",
      hs_call_direction: "OUTBOUND",
      hs_call_disposition: connected,
      hs_call_duration: "42000",
      hs_call_from_number: "(857) 829-5489",
      hs_call_recording_url: "https://example.com/recordings/support-call.mp3",
      hs_call_status: "COMPLETED",
      hs_call_source: "INTEGRATIONS_PLATFORM",
      hs_call_to_number: "(509) 999-9999",
      hubspot_owner_id: ownerId,
      hs_activity_type: "Support call",
      hs_attachment_ids: file.id,
    },
    associations: [{ to: { id: contact.id }, types: [callToContact as never] }],
  });
  assert.equal(created.properties.hs_body_preview, "Resolved issue & agreed on a follow-up");
  assert.equal(created.properties.hs_all_owner_ids, ownerId);
  assert.ok(created.createdAt instanceof Date && !Number.isNaN(created.createdAt.getTime()));
  say(`Logged call ${created.id}: "${created.properties.hs_call_title}", associated with the contact`);

  // Retrieve calls: one, with properties and associations, and all.
  const read = await calls.basicApi.getById(
    created.id,
    ["hs_call_title", "hs_call_status", "hs_timestamp", "hs_call_meeting_id"],
    ["hs_call_title"],
    ["contacts", "companies"],
  );
  assert.equal(read.properties.hs_timestamp, "2026-03-17T01:32:44.872Z");
  assert.equal(read.properties.hs_call_meeting_id, null);
  assert.deepEqual(
    read.associations?.contacts?.results.map(({ id, type }) => ({ id, type })),
    [{ id: contact.id, type: "call_to_contact" }],
  );
  assert.equal(read.associations?.companies, undefined);
  say("Read it back with its association");

  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await calls.basicApi.getPage(2, after, ["hs_call_title"]);
    seen.push(...page.results.map((call) => call.id));
    after = page.paging?.next?.after;
  } while (after !== undefined && seen.length < 10_000);
  assert.ok(seen.includes(created.id));
  say(`Listed ${seen.length} calls, two at a time`);

  // Identify voicemails vs. recorded calls.
  const voicemail = await calls.basicApi.create({
    properties: {
      hs_timestamp: String(run),
      hs_call_direction: "INBOUND",
      hs_call_status: "missed",
      hs_call_has_voicemail: "true",
      hs_call_recording_url: "https://example.com/recordings/voicemail.wav",
    },
    associations: [],
  });
  assert.equal(voicemail.properties.hs_call_status, "MISSED");
  assert.equal(voicemail.properties.hs_call_has_voicemail, "true");
  const recorded = await calls.basicApi.getById(created.id, ["hs_call_status", "hs_call_has_voicemail"]);
  assert.equal(recorded.properties.hs_call_status, "COMPLETED");
  assert.equal(recorded.properties.hs_call_has_voicemail, null);
  say(`Call ${voicemail.id} is a voicemail, call ${created.id} a recorded call`);

  // Update calls: unknown names are passed over, an empty string clears.
  const updated = await calls.basicApi.update(created.id, {
    properties: { hs_call_title: "Support call, resolved", hs_call_to_number: "", no_such_property: "x" },
  });
  assert.equal(updated.properties.hs_call_title, "Support call, resolved");
  const cleared = await calls.basicApi.getById(created.id, ["hs_call_to_number"], ["hs_call_title"]);
  assert.equal(cleared.properties.hs_call_to_number, null);
  assert.deepEqual(
    cleared.propertiesWithHistory?.hs_call_title?.map((version) => version.value),
    ["Support call, resolved", "Support call"],
  );
  say("Changed its title, cleared a number, and found both titles in its history");

  // Associate existing calls with records, by number and in snake case; remove an association.
  const associate = (method: string, type: string, id: string, associationType: string | number) =>
    client.apiRequest({
      method,
      path: `/crm/v3/objects/calls/${created.id}/associations/${type}/${id}/${associationType}`,
    });
  assert.equal((await associate("PUT", "company", company.id, 182)).status, 200);
  assert.equal((await associate("PUT", "deals", deal.id, "call_to_deal")).status, 200);
  assert.equal((await associate("PUT", "ticket", ticket.id, 220)).status, 200);
  const fromTicket = await client.apiRequest({ path: `/crm/v3/objects/tickets/${ticket.id}/associations/calls` });
  assert.deepEqual(await fromTicket.json(), { results: [{ id: created.id, type: "ticket_to_call" }] });
  assert.equal((await associate("DELETE", "ticket", ticket.id, 220)).status, 204);
  const without = await calls.basicApi.getById(created.id, undefined, undefined, ["companies", "deals", "tickets"]);
  assert.deepEqual(Object.keys(without.associations ?? {}).sort(), ["companies", "deals"]);
  say("Associated it with the company, the deal and the ticket, and took the ticket away again");

  // Pin a call on a record, by update and on creation.
  await client.crm.contacts.basicApi.update(contact.id, { properties: { hs_pinned_engagement_id: created.id } });
  const pinned = await client.crm.contacts.basicApi.getById(contact.id, ["hs_pinned_engagement_id"]);
  assert.equal(pinned.properties.hs_pinned_engagement_id, created.id);
  const second = await client.crm.contacts.basicApi.create({
    properties: { email: `kim.${run}@example.com`, hs_pinned_engagement_id: created.id },
    associations: [{ to: { id: created.id }, types: [contactToCall as never] }],
  });
  assert.equal(second.properties.hs_pinned_engagement_id, created.id);
  await assert.rejects(
    client.crm.companies.basicApi.update(company.id, { properties: { hs_pinned_engagement_id: voicemail.id } }),
    (error: { code?: number }) => error.code === 400,
  );
  say("Pinned it on two contacts; a call that is not associated was refused");

  // Delete calls: the recycling bin, and back.
  await calls.basicApi.archive(created.id);
  await assert.rejects(calls.basicApi.getById(created.id), (error: { code?: number }) => error.code === 404);
  const bin = await calls.basicApi.getById(created.id, undefined, undefined, undefined, true);
  assert.equal(bin.archived, true);
  const hidden = await client.crm.contacts.basicApi.getById(contact.id, ["hs_pinned_engagement_id"]);
  assert.equal(hidden.properties.hs_pinned_engagement_id, null);
  const restored = await client.apiRequest({ method: "POST", path: `/crm/v3/objects/calls/${created.id}/restore` });
  assert.equal(restored.status, 200);
  const back = await calls.basicApi.getById(created.id, ["hs_call_title"], undefined, ["contacts", "companies"]);
  assert.equal(back.properties.hs_call_title, "Support call, resolved");
  assert.equal(back.associations?.contacts?.results.length, 2);
  const again = await client.crm.contacts.basicApi.getById(contact.id, ["hs_pinned_engagement_id"]);
  assert.equal(again.properties.hs_pinned_engagement_id, created.id);
  say("Deleted it and restored it: properties, associations and pins came back");

  // The outcomes behind the GUIDs, and the association types behind the numbers.
  const outcomes = (await (await client.apiRequest({ path: "/calling/v1/dispositions" })).json()) as { id: string }[];
  assert.ok(outcomes.some((outcome) => outcome.id === connected));
  const types = await client.crm.associations.schema.typesApi.getAll("calls", "contacts");
  assert.ok(types.results.some((type) => type.id === "194" && type.name === "call_to_contact"));
  say(`The portal knows ${outcomes.length} call outcomes`);
}

if (import.meta.main) {
  const accessToken = process.env.TRUNKLINE_TOKEN;
  if (!accessToken) {
    process.stderr.write("Set TRUNKLINE_TOKEN to the token that the server printed at its start.\n");
    process.exit(1);
  }
  await walkGuide(process.env.TRUNKLINE_URL ?? "http://127.0.0.1:4747", accessToken, (line) => {
    process.stdout.write(`✓ ${line}\n`);
  });
}
