import assert from "node:assert/strict";
import type { Client } from "@hubspot/api-client";
import { FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/objects/calls/models/Filter.js";

const callToContact = { associationCategory: "HUBSPOT_DEFINED" as never, associationTypeId: 194 };

/** Bulk: logs, reads, changes, associates, finds, deletes and restores many calls, each with one request. */
export async function walkBulk(client: Client, say: (line: string) => void): Promise<void> {
  const { calls } = client.crm.objects;
  const { batchApi: associations } = client.crm.associations.v4;
  const run = Date.now();

  // Contacts by their address: who is known is changed, who is new is created.
  const people = await client.crm.contacts.batchApi.upsert({
    inputs: ["lee", "sam"].map((name) => ({
      id: `${name}.${run}@example.com`,
      idProperty: "email",
      properties: { email: `${name}.${run}@example.com`, firstname: name },
    })),
  });
  const [lee, sam] = people.results.map(({ id }) => id) as [string, string];

  // Three calls, of which the first is associated at once. One that cannot be logged does not keep the others out,
  // because each input has a trace id of its own.
  const titles = ["First", "Second", "Third"];
  const logged = await calls.batchApi.create({
    inputs: [...titles, "Without a time"].map((title, index) => ({
      objectWriteTraceId: title,
      properties: {
        hs_call_title: title,
        ...(titles.includes(title) ? { hs_timestamp: String(run + index) } : {}),
      },
      associations: index === 0 ? [{ to: { id: lee }, types: [callToContact] }] : [],
    })),
  });
  const ids = logged.results.map(({ id }) => id);
  assert.equal(ids.length, 3);
  assert.ok("errors" in logged);
  assert.deepEqual(logged.errors?.[0]?.context?.objectWriteTraceId, ["Without a time"]);
  say(`Logged ${ids.length} calls with one request, and was told which fourth one could not be`);

  const renamed = await calls.batchApi.update({
    inputs: ids.map((id, index) => ({ id, properties: { hs_call_title: `${titles[index]} of ${run}` } })),
  });
  assert.equal(renamed.results[2]?.properties.hs_call_title, `Third of ${run}`);
  const read = await calls.batchApi.read({
    inputs: [...ids, "1"].map((id) => ({ id })),
    properties: ["hs_call_title"],
    propertiesWithHistory: ["hs_call_title"],
  });
  assert.deepEqual(
    read.results.map(({ propertiesWithHistory }) => propertiesWithHistory?.hs_call_title?.map(({ value }) => value)),
    titles.map((title) => [`${title} of ${run}`, title]),
  );
  assert.ok("errors" in read && read.errors?.[0]?.context?.ids?.[0] === "1");
  say("Renamed all three and read them back with their history, and with word of one that is not there");

  // Bulk association: the second and third call with Sam, then everything that the calls are associated with.
  await associations.createDefault("calls", "contacts", {
    inputs: ids.slice(1).map((id) => ({ _from: { id }, to: { id: sam } })),
  });
  const linked = await associations.getPage("calls", "contacts", { inputs: ids.map((id) => ({ id })) });
  assert.deepEqual(
    linked.results.map(({ to }) => to.map(({ toObjectId }) => String(toObjectId))),
    [[lee], [sam], [sam]],
  );
  const ofSam = await calls.searchApi.doSearch({
    filterGroups: [
      { filters: [{ propertyName: "associations.contact", operator: FilterOperatorEnum.Eq, value: sam }] },
    ],
    sorts: ["-hs_timestamp"],
    properties: ["hs_call_title"],
    limit: 10,
    after: "0",
  });
  assert.deepEqual([ofSam.total, ofSam.results[0]?.id], [2, ids[2]]);
  await associations.archive("calls", "contacts", { inputs: [{ _from: { id: ids[2] as string }, to: [{ id: sam }] }] });
  say("Associated two of them with a contact, found them by it, and took one away again");

  await calls.batchApi.archive({ inputs: ids.map((id) => ({ id })) });
  const gone = await calls.batchApi.read({
    inputs: ids.map((id) => ({ id })),
    properties: [],
    propertiesWithHistory: [],
  });
  assert.deepEqual(gone.results, []);
  const restored = await client.apiRequest({
    method: "POST",
    path: "/crm/v3/objects/calls/batch/restore",
    body: { inputs: ids.map((id) => ({ id })) },
  });
  assert.equal(restored.status, 200);
  const back = await calls.basicApi.getById(ids[1] as string, undefined, undefined, ["contacts"]);
  assert.equal(back.associations?.contacts?.results[0]?.id, sam);
  say("Deleted all three and restored them with what they were associated with");
}
