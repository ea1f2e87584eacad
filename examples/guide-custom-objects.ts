import assert from "node:assert/strict";
import type { Client } from "@hubspot/api-client";

const name = "guide_machine";

/** Custom objects: an object type of the portal's own, its records, calls about them, and a pin. */
export async function walkCustomObjects(client: Client, say: (line: string) => void): Promise<void> {
  const { basicApi: records, batchApi } = client.crm.objects;
  const { calls } = client.crm.objects;
  const run = Date.now();
  const schema = await machineSchema(client);
  const type = schema.fullyQualifiedName as string;
  say(`The portal knows machines as ${type} and as ${schema.objectTypeId}`);

  const made = await batchApi.create(type, {
    inputs: ["A", "B"].map((letter) => ({
      properties: { serial: `${letter}-${run}`, model: `Model ${letter}` },
      associations: [],
    })),
  });
  const [one, two] = made.results.map(({ id }) => id) as [string, string];
  const bySerial = await records.getById(type, `A-${run}`, ["model"], undefined, undefined, false, "serial");
  assert.deepEqual([bySerial.id, bySerial.properties.model], [one, "Model A"]);

  // A call about the first machine: its association type is the portal's own, so the schema tells its number.
  const aboutMachine = Number(schema.associations.find((each) => each.name === "CALL_TO_GUIDE_MACHINE")?.id);
  const call = await calls.basicApi.create({
    properties: { hs_timestamp: String(run), hs_call_title: "It rattles" },
    associations: [
      { to: { id: one }, types: [{ associationCategory: "USER_DEFINED" as never, associationTypeId: aboutMachine }] },
    ],
  });
  await client.crm.associations.v4.basicApi.createDefault("calls", call.id, type, two);
  const read = await calls.basicApi.getById(call.id, undefined, undefined, [name]);
  assert.deepEqual(
    read.associations?.[type]?.results.map(({ id }) => id),
    [one, two],
  );
  say(`Logged call ${call.id} about machine ${one}, and associated it with machine ${two}`);

  await records.update(type, one, { properties: { hs_pinned_engagement_id: call.id } });
  const pinned = await records.getById(type, one, ["hs_pinned_engagement_id"]);
  assert.equal(pinned.properties.hs_pinned_engagement_id, call.id);
  const found = await client.crm.objects.searchApi.doSearch(type, {
    query: String(run),
    sorts: ["serial"],
    properties: ["serial"],
    limit: 10,
    after: "0",
  });
  assert.deepEqual(
    found.results.map(({ properties }) => properties.serial),
    [`A-${run}`, `B-${run}`],
  );
  say("Pinned the call on the machine, and found both machines by their serial numbers");

  await batchApi.archive(type, { inputs: [{ id: one }, { id: two }] });
  await assert.rejects(records.getById(type, one), (error: { code?: number }) => error.code === 404);
  say("Deleted both machines");
}

/** The schema of machines; the walk may have been here before. */
async function machineSchema(client: Client) {
  const { coreApi } = client.crm.schemas;
  const known = (await coreApi.getAll()).results.find((schema) => schema.name === name);
  if (known) return known;
  const text = { type: "string", fieldType: "text" } as const;
  return coreApi.create({
    name,
    labels: { singular: "Machine", plural: "Machines" },
    primaryDisplayProperty: "model",
    secondaryDisplayProperties: ["serial"],
    searchableProperties: ["model", "serial"],
    requiredProperties: ["serial"],
    properties: [
      { name: "model", label: "Model", ...text },
      { name: "serial", label: "Serial number", hasUniqueValue: true, ...text },
    ] as never,
    associatedObjects: ["CONTACT"],
  } as never);
}
