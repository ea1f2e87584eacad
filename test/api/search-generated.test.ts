import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sealChanges, search } from "../support/search.ts";
import { type Found, type ModelRecord, type ModelSearch, matches, modelOrder } from "../support/search-model.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const seed = 20_261_122;
const searches = 400;
const records = 60;
/** So many that segments of a few records each are also merged. */
const rounds = 6;
const companies = ["Acme", "Bolt", "Cord"];

const words = [
  "Renewal",
  "talk",
  "ÄRGER",
  "ärger",
  "ada@example.com",
  "(555) 010-9876",
  "a-b-c",
  "R&D",
  "&",
  "x_y%z",
  "😀",
];
const text = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" ")),
  },
  { weight: 1, arbitrary: fc.constant("(555) 010-9876") },
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.constantFrom("1.50", "1.5", "1e3", "0.1", "9007199254740993", "-0", "1e-7", "123456789012345678901234"),
);
const time = fc.integer({ min: 0, max: 6 }).map((step) => new Date(Date.UTC(2026, 2, 17) + step * 500).toISOString());
const ids = fc.uniqueArray(fc.constantFrom("1", "2", "22", "3"), { minLength: 1 }).map((parts) => parts.join(";"));
const status = fc.constantFrom("COMPLETED", "MISSED", "BUSY", "NO_ANSWER");
const flag = fc.constantFrom("true", "false");

/** A property of each type that a client can write, and its values. */
const values = {
  hs_call_title: text,
  hs_call_duration: number,
  hs_timestamp: time,
  hs_queue_membership_ids: ids,
  hs_call_status: status,
  hs_unknown_visitor_conversation: flag,
  // A property of the portal's own.
  mood: fc.constantFrom("Good", "bad", "so so", "ÄRGER"),
  // Not a property, and given with the create: the place of a company in their list.
  "associations.company": fc.constantFrom("0", "1", "2"),
} as const;

type Name = keyof typeof values;
type Property = Exclude<Name, "associations.company">;
const names = Object.keys(values).filter((name) => name !== "associations.company") as Property[];

const record: fc.Arbitrary<ModelRecord["values"]> = fc.record(values, { requiredKeys: ["hs_timestamp"] });

const token = fc.constantFrom(
  "renewal",
  "rene*",
  "*ger",
  "*@example.com",
  "ada*com",
  "010-9876",
  "5550109876",
  "555*",
  "*1*",
  "b-c",
  "a c",
  "&",
  "r*d",
  "*",
  "x_y%z",
  "x*y*z",
  "x*%*%z",
  "_*",
  "%",
  "example.com talk",
  "MISSED",
  "no*",
  "a*-*c",
  "22",
  "😀",
);

function operandOf(name: Property): fc.Arbitrary<string> {
  if (name === "hs_call_status") return fc.oneof(status, fc.constantFrom("missed", "completed"));
  if (name === "hs_call_title")
    return fc.oneof(
      text,
      text.map((value) => value.toUpperCase()),
    );
  return values[name];
}

const ofCompany = fc.oneof(
  fc.record({
    propertyName: fc.constant("associations.company"),
    operator: fc.constantFrom("EQ", "NEQ", "HAS_PROPERTY", "NOT_HAS_PROPERTY"),
    value: values["associations.company"],
  }),
  fc.record({
    propertyName: fc.constant("associations.company"),
    operator: fc.constantFrom("IN", "NOT_IN"),
    values: fc.array(values["associations.company"], { minLength: 1, maxLength: 2 }),
  }),
);

const ofProperty = fc.constantFrom(...names).chain((propertyName) => {
  const value = operandOf(propertyName);
  const hasWords = ["hs_call_title", "hs_call_status", "hs_queue_membership_ids", "mood"].includes(propertyName);
  return fc.oneof(
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "HAS_PROPERTY", "NOT_HAS_PROPERTY"),
      value,
    }),
    fc.record({ propertyName: fc.constant(propertyName), operator: fc.constant("BETWEEN"), value, highValue: value }),
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom("IN", "NOT_IN"),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      propertyName: fc.constant(propertyName),
      operator: fc.constantFrom("CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"),
      value: hasWords ? token : value,
    }),
  );
});

const filter = fc.oneof({ weight: 8, arbitrary: ofProperty }, { weight: 1, arbitrary: ofCompany });

const anySearch: fc.Arbitrary<ModelSearch> = fc.record(
  {
    filterGroups: fc.array(fc.record({ filters: fc.array(filter, { minLength: 1, maxLength: 3 }) }), { maxLength: 3 }),
    query: fc.constantFrom("ren", "ada talk", "example.c", "555", "5550109876", "a-b", "&", "ärg"),
    sorts: fc
      .tuple(fc.constantFrom(...names, "hs_object_id"), fc.boolean())
      .map(([name, down]) => [down ? `-${name}` : name]),
    limit: fc.constantFrom(1, 7, 200),
    after: fc.constantFrom(0, 1, 5),
  },
  { requiredKeys: [] },
);

/** What happens to records between one sealing and the next. */
const deed = fc.record({
  what: fc.constantFrom("create", "create", "create", "change", "archive", "restore"),
  which: fc.nat(),
  values: record,
});

/** A portal and the records that it should have; some lie in segments, some have changed since. */
async function fillPortal(): Promise<{ portal: TestPortal; model: ModelRecord[]; companyIds: string[] }> {
  const portal = await newPortal();
  await portal.post("/crm/v3/properties/calls", {
    ...{ name: "mood", label: "Mood", type: "string", fieldType: "text", groupName: "call" },
  });
  const companyIds: string[] = [];
  for (const name of companies) companyIds.push(await portal.create("companies", { name }));
  const live = new Map<string, ModelRecord["values"]>();
  const archived = new Map<string, ModelRecord["values"]>();
  const pick = (from: Map<string, ModelRecord["values"]>, which: number) =>
    [...from.keys()].sort()[which % Math.max(1, from.size)];
  for (const round of Array.from({ length: rounds }, (_, index) => index)) {
    const deeds = fc.sample(deed, { seed: seed + round, numRuns: (2 * records) / rounds });
    for (const { what, which, values } of deeds) {
      const { "associations.company": company, ...properties } = values;
      if (what === "create") {
        const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 182 }];
        const links = company === undefined ? [] : [{ to: { id: companyIds[Number(company)] }, types }];
        live.set(await portal.create("calls", properties, links), values);
        continue;
      }
      const id = pick(what === "restore" ? archived : live, which);
      if (id === undefined) continue;
      const path = `/crm/v3/objects/calls/${id}`;
      if (what === "change") {
        await portal.patch(path, { properties });
        const { "associations.company": kept } = live.get(id) ?? {};
        const { "associations.company": _, ...before } = { ...live.get(id), ...properties };
        live.set(id, kept === undefined ? before : { ...before, "associations.company": kept });
      } else if (what === "archive") {
        await portal.delete(path);
        archived.set(id, live.get(id) ?? {});
        live.delete(id);
      } else {
        await portal.post(`${path}/restore`);
        live.set(id, archived.get(id) ?? {});
        archived.delete(id);
      }
    }
    // The last deeds stay unsealed.
    if (round < rounds - 1) await sealChanges(portal, "0-48");
  }
  return { portal, companyIds, model: [...live].map(([id, values]) => ({ id, values })) };
}

/** Companies are named by their place in the list; the server knows their ids. */
function withIds(body: ModelSearch, companyIds: readonly string[]): unknown {
  const ids = (places: readonly string[]) => places.map((place) => companyIds[Number(place)]);
  const filterGroups = body.filterGroups?.map(({ filters }) => ({
    filters: filters.map((filter) =>
      filter.propertyName === "associations.company"
        ? { ...filter, value: ids([filter.value ?? "0"])[0], values: filter.values && ids(filter.values) }
        : filter,
    ),
  }));
  return { ...body, filterGroups };
}

test("random searches of random records find what a plain model finds", async () => {
  const { portal, model, companyIds } = await fillPortal();
  await fc.assert(
    fc.asyncProperty(anySearch, async (body) => {
      const { status, body: found, text } = await search(portal, "calls", withIds(body, companyIds));
      assert.equal(status, 200, text);
      const expected = modelOrder(
        model.filter((one) => matches(one.values, body)),
        body.sorts?.[0],
      );
      const [from, limit] = [body.after ?? 0, body.limit ?? 10];
      const page: Found = { total: expected.length, ids: expected.slice(from, from + limit).map(({ id }) => id) };
      assert.deepEqual({ total: found.total, ids: found.results.map(({ id }: { id: string }) => id) }, page);
    }),
    { seed, numRuns: searches },
  );
});
