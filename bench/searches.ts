import type { Call, Operation } from "./operations.ts";
import { makeRequest } from "./request.ts";
import type { SampleRecord, Samples } from "./sample-records.ts";

/** A search that people make, with some of the values that they fill in. */
export type SearchKind = { readonly name: string; readonly title: string; readonly bodies: readonly unknown[] };

const variants = 4;
const recorded = 2;
const day = 86_400_000;
const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

/** The kinds of search, as load in turn. */
export function makeSearches(headers: Readonly<Record<string, string>>, samples: Samples): Operation {
  const calls = searchKinds(samples).flatMap(({ name, bodies }) =>
    bodies.map((body, index): Call => {
      const request = makeRequest("POST", "/crm/v3/objects/calls/search", headers, body);
      return { replay: `search-${name}-${index}`, sent: ["0"], request };
    }),
  );
  return {
    name: "search",
    title: "search, the usual kinds in turn",
    calls: [calls],
    samples: calls.flatMap((call) => Array.from({ length: recorded }, () => call)),
  };
}

/** What is typically searched for; newest first, ten of each. */
export function searchKinds({ calls, companies }: Samples): SearchKind[] {
  const of = (index: number, name: string) => calls[index % calls.length]?.properties[name] ?? "";
  const newest = Math.max(...calls.map((call) => timeOf(call)));
  const daysAgo = (days: number) => String(newest - days * day);
  const kind = (name: string, title: string, body: (index: number) => unknown): SearchKind => ({
    name,
    title,
    bodies: Array.from({ length: variants }, (_, index) => body(index)),
  });
  const where = (...filters: unknown[]) => ({
    filterGroups: [{ filters }],
    sorts: [{ propertyName: "hs_timestamp", direction: "DESCENDING" }],
    properties: ["hs_call_title", "hs_timestamp", "hs_call_duration", "hubspot_owner_id"],
    limit: 10,
  });
  const is = (propertyName: string, operator: string, value?: unknown) => ({ propertyName, operator, value });
  return [
    kind("owner", "an owner's calls of four weeks, newest first", (index) =>
      where(is("hubspot_owner_id", "EQ", of(index, "hubspot_owner_id")), {
        ...is("hs_timestamp", "BETWEEN", daysAgo(90 + 28 * index)),
        highValue: daysAgo(62 + 28 * index),
      }),
    ),
    kind("outcome", "outcome, and longer than ten minutes", (index) =>
      where(is("hs_call_disposition", "EQ", connected), is("hs_call_duration", "GT", String(600_000 + index * 60_000))),
    ),
    kind("number", "a telephone number as a word", (index) =>
      where(is("hs_call_to_number", "CONTAINS_TOKEN", of(index * 3, "hs_call_to_number"))),
    ),
    kind("wildcard", "the end of a telephone number", (index) =>
      where(is("hs_call_to_number", "CONTAINS_TOKEN", `*${of(index * 5, "hs_call_to_number").slice(-6)}`)),
    ),
    kind("query", "two words anywhere", (index) => ({
      query: ["security questionnaire", "reference customer", "annual contract", "phone bundle"][index],
      sorts: [{ propertyName: "hs_timestamp", direction: "DESCENDING" }],
      limit: 10,
    })),
    kind("custom", "a property of the portal's own", (index) =>
      where(is("seed_line", "EQ", `line-${1 + index * 5}`), is("seed_sentiment", "GTE", "97")),
    ),
    kind("company", "a company's calls of thirty days", (index) =>
      where(
        is("associations.company", "EQ", companies[index % companies.length]?.id),
        is("hs_timestamp", "GTE", daysAgo(30)),
      ),
    ),
    kind("unset", "without a value that is rarely unset", (index) =>
      where(is("seed_line", "NOT_HAS_PROPERTY"), is("hs_timestamp", "LT", daysAgo(index))),
    ),
    kind("many", "status and direction, which most calls match", (index) =>
      where(
        is("hs_call_status", "EQ", "COMPLETED"),
        is("hs_call_direction", "EQ", index % 2 === 0 ? "OUTBOUND" : "INBOUND"),
      ),
    ),
  ];
}

function timeOf({ properties }: SampleRecord): number {
  return Date.parse(properties.hs_timestamp ?? "");
}
