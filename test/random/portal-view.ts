import assert from "node:assert/strict";
import type { PropertyType } from "../../src/model/property.ts";
import type { TestPortal } from "../support/test-app.ts";

/** A record as the lists show it, with all of its values and their history. */
export type ShownRecord = {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly propertiesWithHistory?: Readonly<Record<string, readonly { value: string; timestamp: string }[]>>;
  readonly archived: boolean;
};

/** What the API shows of an object type. */
export type TypeView = {
  readonly id: string;
  readonly plural: string;
  readonly propertyNames: readonly string[];
  readonly uniqueProperties: readonly Pick<Definition, "name" | "type">[];
  readonly live: readonly ShownRecord[];
  readonly bin: readonly ShownRecord[];
};

const builtInTypes = [
  ["0-1", "contacts"],
  ["0-2", "companies"],
  ["0-3", "deals"],
  ["0-5", "tickets"],
  ["0-46", "notes"],
  ["0-27", "tasks"],
  ["0-47", "meetings"],
  ["0-49", "emails"],
  ["0-48", "calls"],
] as const;

type Definition = {
  readonly name: string;
  readonly type: PropertyType;
  readonly hasUniqueValue: boolean;
  readonly modificationMetadata: { readOnlyValue: boolean };
};

/** Reads every record of a portal through the API. */
export async function viewPortal(portal: TestPortal): Promise<TypeView[]> {
  const schemas = await read(portal, "/crm/v3/schemas");
  const own = schemas.results.map((schema: { objectTypeId: string; fullyQualifiedName: string }) => [
    schema.objectTypeId,
    schema.fullyQualifiedName,
  ]);
  const views: TypeView[] = [];
  for (const [id, plural] of [...builtInTypes, ...own]) views.push(await viewType(portal, id, plural));
  return views;
}

async function viewType(portal: TestPortal, id: string, plural: string): Promise<TypeView> {
  const definitions: Definition[] = (await read(portal, `/crm/v3/properties/${id}`)).results;
  const propertyNames = definitions.map(({ name }) => name);
  const uniqueProperties = definitions.filter(
    ({ hasUniqueValue, modificationMetadata }) => hasUniqueValue && !modificationMetadata.readOnlyValue,
  );
  const names = propertyNames.join(",");
  const list = (archived: boolean) => {
    const query = new URLSearchParams({ limit: "50", properties: names, propertiesWithHistory: names });
    return readPages(portal, `/crm/v3/objects/${id}?archived=${archived}&${query}`);
  };
  return { id, plural, propertyNames, uniqueProperties, live: await list(false), bin: await list(true) };
}

/** The results of all pages of a list that goes by `after`. */
export async function readPages(portal: TestPortal, path: string) {
  const results = [];
  let after: string | undefined;
  do {
    const page = await read(portal, after === undefined ? path : `${path}&after=${encodeURIComponent(after)}`);
    results.push(...page.results);
    after = page.paging?.next.after;
  } while (after !== undefined);
  return results;
}

/** The body of an answer that is a success. */
export async function read(portal: TestPortal, path: string, body?: unknown) {
  const answer = await portal.request(body === undefined ? "GET" : "POST", path, body);
  assert.ok(answer.status < 300, `${path} answered ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Splits a list into parts of at most this length. */
export function chunks<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
}
