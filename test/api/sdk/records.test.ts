import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "@hubspot/api-client";
import { FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/objects/calls/models/Filter.js";
import { timestamp } from "../../support/batches.ts";
import { define, definition } from "../../support/properties.ts";
import { createSchema } from "../../support/schemas.ts";
import { clientOf, watchMethods } from "../../support/sdk.ts";
import { newPortal, type TestPortal } from "../../support/test-app.ts";

/** The SDK generates these once per object type; they differ in nothing but their names. */
type Records = Pick<Client["crm"]["objects"]["calls"], "basicApi" | "batchApi" | "searchApi">;

/** The parts of a client for an object type, and a text property to write. */
type Case = readonly [objectType: string, parts: (client: Client) => object, property: string, needsTime?: boolean];

const cases: readonly Case[] = [
  ["calls", ({ crm }) => crm.objects.calls, "hs_call_title", true],
  ["notes", ({ crm }) => crm.objects.notes, "hs_note_body", true],
  ["tasks", ({ crm }) => crm.objects.tasks, "hs_task_subject", true],
  ["meetings", ({ crm }) => crm.objects.meetings, "hs_meeting_title", true],
  ["emails", ({ crm }) => crm.objects.emails, "hs_email_subject", true],
  ["contacts", ({ crm }) => crm.contacts, "lastname"],
  ["companies", ({ crm }) => crm.companies, "name"],
  ["deals", ({ crm }) => crm.deals, "dealname"],
  ["tickets", ({ crm }) => crm.tickets, "subject"],
  ["machine", ({ crm }) => forType(crm.objects, "machine"), "serial"],
];

/** The client's methods for any object type, with the type given. */
function forType(parts: Client["crm"]["objects"], objectType: string): object {
  const named = (part: object) =>
    new Proxy(part, {
      get(target, name) {
        const method = Reflect.get(target, name);
        if (typeof method !== "function" || name === "constructor") return method;
        return (...rest: unknown[]) => method.call(target, objectType, ...rest);
      },
    });
  const { basicApi, batchApi, searchApi } = parts;
  return { basicApi: named(basicApi), batchApi: named(batchApi), searchApi: named(searchApi) };
}

/** Defines a property on the type whose values are unique. */
async function defineKey(portal: TestPortal, client: Client, objectType: string): Promise<void> {
  const groups = await client.crm.properties.groupsApi.getAll(objectType);
  const groupName = groups.results[0]?.name ?? assert.fail("no group");
  await define(portal, definition("sdk_key", { hasUniqueValue: true, groupName }), objectType);
}

for (const [objectType, partsOf, property, needsTime] of cases) {
  test(`every typed method of the official SDK for ${objectType} works`, async () => {
    const portal = await newPortal();
    const client = clientOf(portal);
    if (objectType === "machine") await createSchema(portal);
    await defineKey(portal, client, objectType);
    const { basicApi: basic, batchApi: batch, searchApi } = partsOf(client) as Records;
    const { watched, uncalled } = watchMethods({ basicApi: basic, batchApi: batch, searchApi });
    const values = (text: string, more = {}) => ({
      ...(needsTime ? { hs_timestamp: timestamp } : {}),
      [property]: text,
      ...more,
    });
    await walkOne(watched, property, values);
    await walkBatch(watched, property, values);
    // Only contacts and their like have these two; they are called below.
    assert.deepEqual(
      uncalled().filter((method) => !/\.(merge|purge)$/.test(method)),
      [],
    );
  });
}

type Values = (text: string, more?: Record<string, string>) => Record<string, string>;

async function walkOne({ basicApi, searchApi }: Records, property: string, values: Values): Promise<void> {
  const created = await basicApi.create({ properties: values("first", { sdk_key: "K-1" }), associations: [] });
  assert.equal(created.properties[property], "first");
  assert.ok(created.createdAt instanceof Date && created.updatedAt instanceof Date);
  assert.equal(created.archived, false);
  const { id } = created;
  const other = await basicApi.create({ properties: values("other"), associations: [] });

  const updated = await basicApi.update(id, { properties: { [property]: "second" } });
  assert.equal(updated.properties[property], "second");
  const byKey = await basicApi.update("K-1", { properties: { [property]: "third" } }, "sdk_key");
  assert.deepEqual([byKey.id, byKey.properties[property]], [id, "third"]);

  const read = await basicApi.getById("K-1", [property], [property], ["contacts"], false, "sdk_key");
  assert.deepEqual([read.id, read.properties[property], read.associations], [id, "third", undefined]);
  const history = read.propertiesWithHistory?.[property] ?? [];
  assert.deepEqual(
    history.map(({ value }) => value),
    ["third", "second", "first"],
  );
  assert.ok(history.every(({ timestamp }) => timestamp instanceof Date));

  const first = await basicApi.getPage(1, undefined, [property]);
  assert.deepEqual([first.results.map(({ id }) => id), first.results[0]?.properties[property]], [[id], "third"]);
  const second = await basicApi.getPage(1, first.paging?.next?.after, [property], [property], ["companies"]);
  assert.deepEqual([second.results.map(({ id }) => id), second.paging], [[other.id], undefined]);

  const filter = { propertyName: property, operator: FilterOperatorEnum.Eq, value: "third" };
  const found = await searchApi.doSearch({
    filterGroups: [{ filters: [filter] }],
    sorts: [`-${property}`],
    properties: [property],
    limit: 10,
    after: "0",
  });
  assert.deepEqual([found.total, found.results[0]?.id, found.results[0]?.properties[property]], [1, id, "third"]);

  await basicApi.archive(id);
  await assert.rejects(basicApi.getById(id), { code: 404 });
  const bin = await basicApi.getPage(10, undefined, [property], undefined, undefined, true);
  assert.deepEqual(
    bin.results.map((record) => [record.id, record.archived, record.archivedAt instanceof Date]),
    [[id, true, true]],
  );
  await basicApi.archive(other.id);
}

async function walkBatch({ basicApi, batchApi }: Records, property: string, values: Values): Promise<void> {
  const created = await batchApi.create({
    inputs: ["a", "b"].map((text) => ({
      properties: values(text, { sdk_key: `B-${text}` }),
      associations: [],
      objectWriteTraceId: text,
    })),
  });
  assert.equal(created.status, "COMPLETE");
  assert.ok(created.startedAt instanceof Date && created.completedAt instanceof Date);
  const ids = created.results.map(({ id }) => id);

  const read = await batchApi.read({
    inputs: [...ids, "424242"].map((id) => ({ id })),
    properties: [property],
    propertiesWithHistory: [property],
  });
  assert.deepEqual(
    read.results.map(({ id, propertiesWithHistory }) => [id, propertiesWithHistory?.[property]?.[0]?.value]),
    [
      [ids[0], "a"],
      [ids[1], "b"],
    ],
  );
  assert.ok("errors" in read);
  assert.deepEqual([read.numErrors, read.errors?.[0]?.context], [1, { ids: ["424242"] }]);
  const byKey = await batchApi.read({
    inputs: [{ id: "B-b" }],
    properties: [],
    propertiesWithHistory: [],
    idProperty: "sdk_key",
  });
  assert.deepEqual(
    byKey.results.map(({ id }) => id),
    [ids[1]],
  );

  const updated = await batchApi.update({
    inputs: ids.map((id, index) => ({
      id,
      properties: { [property]: `new ${index}` },
      objectWriteTraceId: `t${index}`,
    })),
  });
  assert.deepEqual(
    updated.results.map(({ id, properties }) => [id, properties[property]]),
    ids.map((id, index) => [id, `new ${index}`]),
  );

  const upserted = await batchApi.upsert({
    inputs: ["B-a", "B-c"].map((key) => ({
      id: key,
      idProperty: "sdk_key",
      properties: values(`up ${key}`, { sdk_key: key }),
    })),
  });
  const fresh = upserted.results.map((record) => ("_new" in record ? record._new : undefined));
  assert.deepEqual([fresh, upserted.results[0]?.id], [[false, true], ids[0]]);
  const all = [...ids, upserted.results[1]?.id as string];
  assert.deepEqual(
    (await basicApi.getPage(100, undefined, [property])).results.map(({ properties }) => properties[property]),
    ["up B-a", "new 1", "up B-c"],
  );

  await batchApi.archive({ inputs: all.map((id) => ({ id })) });
  assert.deepEqual((await basicApi.getPage()).results, []);
  const bin = await batchApi.read(
    { inputs: all.map((id) => ({ id })), properties: [property], propertiesWithHistory: [] },
    true,
  );
  assert.deepEqual(
    bin.results.map(({ id, archived }) => [id, archived]),
    all.map((id) => [id, true]),
  );
}

test("the official SDK merges contacts, companies, deals and tickets, and erases a contact", async () => {
  const portal = await newPortal();
  const { contacts, companies, deals, tickets } = clientOf(portal).crm;
  for (const [{ basicApi }, property] of [
    [contacts, "email"],
    [companies, "name"],
    [deals, "dealname"],
    [tickets, "subject"],
  ] as const) {
    const create = async (text: string) =>
      (await basicApi.create({ properties: { [property]: text }, associations: [] })).id;
    const [primaryObjectId, objectIdToMerge] = [await create("one@example.com"), await create("two@example.com")];
    const merged = await basicApi.merge({ primaryObjectId, objectIdToMerge });
    assert.equal(merged.id, primaryObjectId);
    assert.equal(merged.properties.hs_merged_object_ids, objectIdToMerge);
    assert.equal((await basicApi.getById(objectIdToMerge)).id, primaryObjectId);
    assert.equal((await basicApi.getPage()).results.length, 1);
  }
  await contacts.basicApi.purge({ objectId: "one@example.com", idProperty: "email" });
  for (const archived of [false, true]) {
    const page = await contacts.basicApi.getPage(10, undefined, undefined, undefined, undefined, archived);
    assert.deepEqual(page.results, []);
  }
});
