import assert from "node:assert/strict";
import { pinProperty } from "../support/pins.ts";
import { storedRows } from "../support/stored-rows.ts";
import type { TestPortal } from "../support/test-app.ts";
import type { Associations } from "./association-invariants.ts";
import { activityIds } from "./known.ts";
import type { TypeView } from "./portal-view.ts";

/** Every pin that is shown points to a live activity that is associated with its record, and is the one stored. */
export async function checkPins(
  portal: TestPortal,
  views: readonly TypeView[],
  associations: Associations,
): Promise<void> {
  const linked = new Set<string>();
  for (const each of associations) {
    const [fromType, fromId, toType, toId] = each.split(" ");
    if (activityIds.has(toType ?? "")) linked.add(`${fromType} ${fromId} ${toId}`);
  }
  const shown = views.flatMap(({ id, live }) =>
    live.flatMap((record) => {
      const pinned = record.properties[pinProperty];
      return pinned ? [`${id} ${record.id} ${pinned}`] : [];
    }),
  );
  for (const pin of shown) assert.ok(linked.has(pin), `pinned without a live association: ${pin}`);
  const rows = await storedRows(portal, "pins");
  const live = new Set(views.flatMap(({ id, live }) => live.map((record) => `${id} ${record.id}`)));
  const liveIds = new Set(views.flatMap(({ live }) => live.map((record) => record.id)));
  const nameOf = (row: (typeof rows)[number]) => `${row.object_type_id} ${row.object_id}`;
  const stored = rows
    .filter((row) => row.hidden === 0 && live.has(nameOf(row)))
    .map((row) => `${nameOf(row)} ${row.engagement_id}`);
  assert.deepEqual(shown.toSorted(), stored.toSorted(), "the pins shown and stored differ");
  for (const row of rows) {
    const about = `hidden is ${row.hidden} for ${nameOf(row)} ${row.engagement_id}`;
    assert.equal(row.hidden, liveIds.has(String(row.engagement_id)) ? 0 : 1, about);
  }
}
