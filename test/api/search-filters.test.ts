import assert from "node:assert/strict";
import { test } from "node:test";
import { association } from "../support/call-links.ts";
import { type Filter, search, searchIds } from "../support/search.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

/** Creates calls with these values of one property; the names in the answer of `which` are the values. */
async function callsWith(portal: TestPortal, propertyName: string, values: readonly (string | number | null)[]) {
  const nameOf = new Map<string, string>();
  for (const value of values) nameOf.set(await portal.create("calls", { [propertyName]: value }), String(value));
  return {
    async which(filter: Omit<Filter, "propertyName">): Promise<string[]> {
      return (await searchIds(portal, "calls", [{ propertyName, ...filter }])).map((id) => nameOf.get(id) ?? id);
    },
  };
}

test("numbers are compared as numbers", async () => {
  const { which } = await callsWith(await newPortal(), "hs_call_duration", ["9", 10, "-1.50", "1e3", null]);
  assert.deepEqual(await which({ operator: "EQ", value: "10.0" }), ["10"]);
  assert.deepEqual(await which({ operator: "EQ", value: 1000 }), ["1e3"]);
  assert.deepEqual(await which({ operator: "NEQ", value: 10 }), ["9", "-1.50", "1e3", "null"]);
  assert.deepEqual(await which({ operator: "LT", value: 9 }), ["-1.50"]);
  assert.deepEqual(await which({ operator: "LTE", value: 9 }), ["9", "-1.50"]);
  assert.deepEqual(await which({ operator: "GT", value: "9" }), ["10", "1e3"]);
  assert.deepEqual(await which({ operator: "GTE", value: "10" }), ["10", "1e3"]);
  assert.deepEqual(await which({ operator: "BETWEEN", value: -1.5, highValue: 10 }), ["9", "10", "-1.50"]);
  assert.deepEqual(await which({ operator: "IN", values: ["9", 1000, null] }), ["9", "1e3"]);
  assert.deepEqual(await which({ operator: "NOT_IN", values: ["9", 1000] }), ["10", "-1.50", "null"]);
  assert.deepEqual(await which({ operator: "HAS_PROPERTY" }), ["9", "10", "-1.50", "1e3"]);
  assert.deepEqual(await which({ operator: "NOT_HAS_PROPERTY" }), ["null"]);
  assert.deepEqual(await which({ operator: "CONTAINS_TOKEN", value: "10" }), ["10"]);
});

test("times are compared as times, whether sent as ISO 8601 or epoch milliseconds", async () => {
  const [early, late] = ["2026-03-17T01:32:44Z", "2026-03-17T01:32:44.500Z"];
  const { which } = await callsWith(await newPortal(), "hs_timestamp", [early, late]);
  assert.deepEqual(await which({ operator: "EQ", value: "2026-03-17T02:32:44+01:00" }), [early]);
  assert.deepEqual(await which({ operator: "GT", value: Date.parse(early) }), [late]);
  assert.deepEqual(await which({ operator: "LTE", value: String(Date.parse(late)) }), [early, late]);
  assert.deepEqual(await which({ operator: "BETWEEN", value: "2026-03-17", highValue: early }), [early]);
  assert.deepEqual(await which({ operator: "IN", values: [late] }), [late]);
});

test("texts are compared without letter case, and ordered by their characters", async () => {
  const { which } = await callsWith(await newPortal(), "hs_call_title", ["Zebra", "ärger", "apple pie", null, "😀"]);
  assert.deepEqual(await which({ operator: "EQ", value: "ZEBRA" }), ["Zebra"]);
  assert.deepEqual(await which({ operator: "EQ", value: "ÄRGER" }), ["ärger"]);
  assert.deepEqual(await which({ operator: "NEQ", value: "zebra" }), ["ärger", "apple pie", "null", "😀"]);
  assert.deepEqual(await which({ operator: "IN", values: ["ZEBRA", "APPLE PIE"] }), ["Zebra", "apple pie"]);
  assert.deepEqual(await which({ operator: "LT", value: "ZEBRA" }), ["apple pie"]);
  assert.deepEqual(await which({ operator: "GT", value: "b" }), ["Zebra", "ärger", "😀"]);
  assert.deepEqual(await which({ operator: "BETWEEN", value: "A", highValue: "ZZ" }), ["Zebra", "apple pie"]);
});

test("enumerations are compared with letter case, save MISSED", async () => {
  const { which } = await callsWith(await newPortal(), "hs_call_status", ["COMPLETED", "MISSED", null]);
  assert.deepEqual(await which({ operator: "EQ", value: "COMPLETED" }), ["COMPLETED"]);
  assert.deepEqual(await which({ operator: "EQ", value: "completed" }), []);
  assert.deepEqual(await which({ operator: "IN", values: ["missed", "COMPLETED"] }), ["COMPLETED", "MISSED"]);
  assert.deepEqual(await which({ operator: "NOT_IN", values: ["Missed"] }), ["COMPLETED", "null"]);
  assert.deepEqual(await which({ operator: "CONTAINS_TOKEN", value: "compl*" }), ["COMPLETED"]);
});

test("of several values each one is found", async () => {
  const { which } = await callsWith(await newPortal(), "hs_queue_membership_ids", ["1;22", "2", null, "22;3"]);
  assert.deepEqual(await which({ operator: "EQ", value: "22" }), ["1;22", "22;3"]);
  assert.deepEqual(await which({ operator: "EQ", value: "22;1" }), ["1;22"]);
  assert.deepEqual(await which({ operator: "NEQ", value: "22" }), ["2", "null"]);
  assert.deepEqual(await which({ operator: "IN", values: ["1", "3"] }), ["1;22", "22;3"]);
  assert.deepEqual(await which({ operator: "NOT_IN", values: ["1", "2"] }), ["null", "22;3"]);
});

test("booleans are compared in any spelling", async () => {
  const { which } = await callsWith(await newPortal(), "hs_unknown_visitor_conversation", ["true", "false", null]);
  assert.deepEqual(await which({ operator: "EQ", value: true }), ["true"]);
  assert.deepEqual(await which({ operator: "EQ", value: "False" }), ["false"]);
  assert.deepEqual(await which({ operator: "NEQ", value: "true" }), ["false", "null"]);
});

test("a token is a word, a part of it, or a run of its parts", async () => {
  const { which } = await callsWith(await newPortal(), "hs_call_to_number", [
    "(555) 010-9876",
    "+1 555 010 1234",
    "5550109876",
    "100%_off\\now",
    null,
  ]);
  const containing = (value: string) => which({ operator: "CONTAINS_TOKEN", value });
  assert.deepEqual(await containing("010-9876"), ["(555) 010-9876"]);
  assert.deepEqual(await containing("9876 555"), ["(555) 010-9876"]);
  assert.deepEqual(await containing("5550109876"), ["(555) 010-9876", "5550109876"]);
  assert.deepEqual(await containing("(555) 010-9876"), ["(555) 010-9876", "5550109876"]);
  assert.deepEqual(await containing("01"), []);
  assert.deepEqual(await containing("555*"), ["(555) 010-9876", "+1 555 010 1234", "5550109876"]);
  assert.deepEqual(await containing("*9876"), ["(555) 010-9876", "5550109876"]);
  assert.deepEqual(await containing("*109*"), ["(555) 010-9876", "5550109876"]);
  assert.deepEqual(await containing("0*-9*6"), ["(555) 010-9876"]);
  assert.deepEqual(await containing("*%_o*"), ["100%_off\\now"]);
  assert.deepEqual(await containing("1*%_*f\\n*w"), ["100%_off\\now"]);
  assert.deepEqual(await containing("1*%%*w"), []);
  assert.deepEqual(await containing("1*n*now"), []);
  assert.deepEqual(await containing("*"), ["(555) 010-9876", "+1 555 010 1234", "5550109876", "100%_off\\now"]);
  assert.deepEqual(await which({ operator: "NOT_CONTAINS_TOKEN", value: "555*" }), ["100%_off\\now", "null"]);
});

test("e-mail addresses are found by their domain", async () => {
  const portal = await newPortal();
  const ada = await portal.create("contacts", { email: "ada@example.com" });
  await portal.create("contacts", { email: "bob@example.org" });
  const containing = (value: string) =>
    searchIds(portal, "contacts", [{ propertyName: "email", operator: "CONTAINS_TOKEN", value }]);
  assert.deepEqual(await containing("*@example.com"), [ada]);
  assert.deepEqual(await containing("*@EXAMPLE.c*m"), [ada]);
  assert.deepEqual(await containing("ada@example.com"), [ada]);
});

test("groups are alternatives, their filters conditions", async () => {
  const portal = await newPortal();
  const [one, two, three] = [
    await portal.create("calls", { hs_call_direction: "INBOUND", hs_call_duration: 1 }),
    await portal.create("calls", { hs_call_direction: "INBOUND", hs_call_duration: 2 }),
    await portal.create("calls", { hs_call_direction: "OUTBOUND", hs_call_duration: 3 }),
  ];
  const inbound = { propertyName: "hs_call_direction", operator: "EQ", value: "INBOUND" };
  const lasting = (value: number) => ({ propertyName: "hs_call_duration", operator: "EQ", value });
  const found = async (body: unknown) =>
    (await search(portal, "calls", body)).body.results.map(({ id }: { id: string }) => id);
  assert.deepEqual(await found({ filterGroups: [{ filters: [inbound, lasting(2)] }, { filters: [lasting(3)] }] }), [
    two,
    three,
  ]);
  assert.deepEqual(await found({ filters: [inbound, lasting(1)] }), [one]);
  assert.deepEqual(await found({ filters: [lasting(1)], filterGroups: [{ filters: [lasting(3)] }] }), [one, three]);
  assert.deepEqual(await found({ filterGroups: [{ filters: [] }] }), [one, two, three]);
  assert.deepEqual(await found({ filterGroups: null, filters: null, query: null, sorts: null, properties: null }), [
    one,
    two,
    three,
  ]);
});

test("a free text looks in the type's searchable properties, each word at the beginning of a word there", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", {
    hs_call_title: "Renewal-Talk with Ada",
    hs_call_body: "<p>Price of example.com</p>",
  });
  await portal.create("calls", { hs_call_title: "Other", hs_call_to_number: "renewal" });
  const found = async (query: unknown) =>
    (await search(portal, "calls", { query })).body.results.map((record: { id: string }) => record.id);
  for (const query of ["renew", "RENEWAL", "ada pri", "talk example.c", "renewal-ta"]) {
    assert.deepEqual(await found(query), [id], query);
  }
  for (const query of ["enewal", "ada nobody", "com.example"]) assert.deepEqual(await found(query), [], query);
  assert.equal((await found("  ")).length, 2);

  const contact = await portal.create("contacts", { firstname: "Ada", lastname: "Lovelace", phone: "(555) 010-9876" });
  for (const query of ["love ada", "5550109876", "(555) 010-9876", "555010", 5550109876]) {
    const { body } = await search(portal, "contacts", { query });
    assert.equal(body.results[0]?.id, contact, String(query));
  }
});

test("records are found by what they are associated with, as long as that is live", async () => {
  const portal = await newPortal();
  const [ada, bob] = [await portal.create("contacts"), await portal.create("contacts")];
  const company = await portal.create("companies");
  const both = await portal.create("calls", {}, [association(ada, 194), association(bob, 194)]);
  const one = await portal.create("calls", {}, [association(ada, 194), association(company, 182)]);
  const none = await portal.create("calls");
  const found = (filter: Omit<Filter, "propertyName">, propertyName = "associations.contact") =>
    searchIds(portal, "calls", [{ propertyName, ...filter }]);
  assert.deepEqual(await found({ operator: "EQ", value: ada }), [both, one]);
  assert.deepEqual(await found({ operator: "NEQ", value: bob }), [one, none]);
  assert.deepEqual(await found({ operator: "IN", values: [Number(bob), "1"] }), [both]);
  assert.deepEqual(await found({ operator: "NOT_IN", values: [ada, bob] }), [none]);
  assert.deepEqual(await found({ operator: "HAS_PROPERTY" }), [both, one]);
  assert.deepEqual(await found({ operator: "HAS_PROPERTY" }, "associations.0-2"), [one]);
  assert.deepEqual(await found({ operator: "NOT_HAS_PROPERTY" }, "associations.companies"), [both, none]);
  await portal.delete(`/crm/v3/objects/contacts/${ada}`);
  assert.deepEqual(await found({ operator: "EQ", value: ada }), []);
  assert.deepEqual(await found({ operator: "HAS_PROPERTY" }), [both]);
  assert.deepEqual(
    await searchIds(portal, "contacts", [{ propertyName: "associations.call", operator: "EQ", value: both }]),
    [bob],
  );
});
