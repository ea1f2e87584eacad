import assert from "node:assert/strict";
import { uniqueKey } from "../../src/domain/properties/unique-keys.ts";
import { storedRows } from "../support/stored-rows.ts";
import type { TestPortal } from "../support/test-app.ts";
import type { TypeView } from "./portal-view.ts";

/** What is kept of unique values is what the live records have, and no two have the same. */
export async function checkUniqueValues(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  const had = views.flatMap(({ id, uniqueProperties, live }) =>
    live.flatMap((record) =>
      uniqueProperties.flatMap(({ name, type }) => {
        const value = record.properties[name];
        return value ? [`${id} ${name} ${uniqueKey({ type }, value)} ${record.id}`] : [];
      }),
    ),
  );
  const known = new Set(
    views.flatMap(({ id, uniqueProperties }) => uniqueProperties.map(({ name }) => `${id} ${name}`)),
  );
  const kept = (await storedRows(portal, "unique_values"))
    // Values of archived definitions are kept with them, and no answer shows them.
    .filter((row) => known.has(`${row.object_type_id} ${row.property_name}`))
    .map((row) => `${row.object_type_id} ${row.property_name} ${row.value_key} ${row.object_id}`);
  assert.deepEqual(had.toSorted(), kept.toSorted(), "the unique values of records and those kept differ");
}
