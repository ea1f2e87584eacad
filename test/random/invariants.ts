import assert from "node:assert/strict";
import { storedRows } from "../support/stored-rows.ts";
import type { TestPortal } from "../support/test-app.ts";
import { checkAssociations } from "./association-invariants.ts";
import { checkBin } from "./bin-invariants.ts";
import { thingsOf } from "./known.ts";
import type { Life } from "./life.ts";
import { checkPins } from "./pin-invariants.ts";
import { type ShownRecord, type TypeView, viewPortal } from "./portal-view.ts";
import { checkSearch } from "./search-invariants.ts";
import { checkErased, checkFiles, checkMerged, checkStages } from "./trace-invariants.ts";
import { checkUniqueValues } from "./unique-value-invariants.ts";

/** Holds all that a portal shows and stores against what must always be true of it. */
export async function checkInvariants({ portal, known }: Pick<Life, "portal" | "known">): Promise<void> {
  const views = await viewPortal(portal);
  for (const view of views) for (const record of [...view.live, ...view.bin]) checkHistory(view, record);
  await checkStoredRecords(portal, views);
  const associations = await checkAssociations(portal, views);
  await checkPins(portal, views, associations);
  await checkUniqueValues(portal, views);
  await checkSearch(portal, views);
  await checkBin(portal, views);
  await checkStages(portal, views);
  await checkFiles(portal, views);
  await checkMerged(portal, views);
  await checkErased(portal, thingsOf(known, "erased"));
}

/** History ends in the current value, and goes back in time from there. */
function checkHistory({ plural, propertyNames }: TypeView, record: ShownRecord): void {
  for (const name of propertyNames) {
    const versions = record.propertiesWithHistory?.[name] ?? [];
    const about = `${plural} ${record.id} ${name}: ${JSON.stringify(versions)}`;
    assert.equal(versions[0]?.value ?? "", record.properties[name] ?? "", about);
    const times = versions.map(({ timestamp }) => Date.parse(timestamp));
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
      about,
    );
    for (const [index, { value }] of versions.slice(1).entries()) {
      if (!/modifieddate$/.test(name)) assert.notEqual(value, versions[index]?.value, about);
    }
  }
}

/** The lists show every record that is stored, each where it belongs. */
async function checkStoredRecords(portal: TestPortal, views: readonly TypeView[]): Promise<void> {
  for (const [table, place] of [
    ["objects", "live"],
    ["archived_objects", "bin"],
  ] as const) {
    const stored = (await storedRows(portal, table))
      // What lies in the bin of an object type that was archived is kept, and reached by no answer.
      .filter((row) => place === "live" || views.some(({ id }) => id === row.object_type_id))
      .map((row) => `${row.object_type_id} ${row.object_id}`);
    const shown = views.flatMap((view) => view[place].map(({ id }) => `${view.id} ${id}`));
    assert.deepEqual(shown.toSorted(), stored.toSorted(), `${table} and the lists differ`);
  }
}
