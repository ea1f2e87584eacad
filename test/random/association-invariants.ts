import assert from "node:assert/strict";
import { loadPortal } from "../../src/domain/accounts/portal-cache.ts";
import type { AssociationTypeRegistry } from "../../src/model/association-type-registry.ts";
import type { Portal } from "../../src/model/portal.ts";
import { storedRows } from "../support/stored-rows.ts";
import { type TestPortal, testApp } from "../support/test-app.ts";
import { chunks, read, type TypeView } from "./portal-view.ts";

/** Every association that the API shows, as `type id type id association-type`. */
export type Associations = ReadonlySet<string>;

type Page = { readonly from: { readonly id: string }; readonly to: readonly Target[] };
type Target = { readonly toObjectId: number; readonly associationTypes: readonly { readonly typeId: number }[] };

/** Every association has its inverse, in the answers and in the database, and leads to records that are there. */
export async function checkAssociations(portal: TestPortal, views: readonly TypeView[]): Promise<Associations> {
  const { associationTypes } = (await loadPortal((await testApp()).services, portal.portalId)) as Portal;
  const inverses = new Map(associationTypes.all.map(({ id, inverseId }) => [id, inverseId]));
  const shown = await readShown(portal, views, associationTypes);
  const live = new Set(views.flatMap(({ id, live }) => live.map((record) => `${id} ${record.id}`)));
  checkInverses(shown, inverses, "shown");
  for (const each of shown) {
    const [, , toType, toId] = each.split(" ");
    assert.ok(live.has(`${toType} ${toId}`), `shown association leads to no live record: ${each}`);
  }
  // Those of an object type that was archived are kept for its records in the bin, and reached by no answer.
  const types = new Set(views.map(({ id }) => id));
  const rows = (await storedRows(portal, "associations")).filter(
    (row) => types.has(row.from_type_id) && types.has(row.to_type_id),
  );
  const stored = new Set(
    rows.map((row) => `${row.from_type_id} ${row.from_id} ${row.to_type_id} ${row.to_id} ${row.association_type_id}`),
  );
  checkInverses(stored, inverses, "stored");
  const kept = new Set([...live, ...views.flatMap(({ id, bin }) => bin.map((record) => `${id} ${record.id}`))]);
  for (const each of stored) {
    const [fromType, fromId, toType, toId] = each.split(" ");
    const ends = [`${fromType} ${fromId}`, `${toType} ${toId}`];
    assert.ok(
      ends.every((end) => kept.has(end)),
      `stored association of a record that is gone: ${each}`,
    );
    if (ends.every((end) => live.has(end))) assert.ok(shown.has(each), `stored association is not shown: ${each}`);
  }
  for (const each of shown) assert.ok(stored.has(each), `shown association is not stored: ${each}`);
  checkImplied(stored, associationTypes);
  return shown;
}

function checkInverses(all: ReadonlySet<string>, inverses: ReadonlyMap<number, number>, about: string): void {
  for (const each of all) {
    const [fromType, fromId, toType, toId, typeId] = each.split(" ");
    const inverse = inverses.get(Number(typeId));
    assert.ok(inverse !== undefined, `${about} association of an unknown type: ${each}`);
    assert.ok(all.has(`${toType} ${toId} ${fromType} ${fromId} ${inverse}`), `${about} without its inverse: ${each}`);
  }
}

/** A labelled association has the default of its pair beside it, and one that is exclusive stands alone. */
function checkImplied(stored: ReadonlySet<string>, types: AssociationTypeRegistry): void {
  const exclusive = new Set<string>();
  for (const each of stored) {
    const [fromType = "", fromId, toType = "", toId, typeId] = each.split(" ");
    const implied = types.defaultBetween(fromType, toType);
    const withDefault = `${fromType} ${fromId} ${toType} ${toId} ${implied?.id}`;
    assert.ok(!implied || stored.has(withDefault), `labelled association without its default: ${each}`);
    if (!types.ofId(Number(typeId))?.isExclusive) continue;
    const place = `${fromType} ${fromId} ${toType} ${typeId}`;
    assert.ok(!exclusive.has(place), `second association of an exclusive type: ${each}`);
    exclusive.add(place);
  }
}

async function readShown(
  portal: TestPortal,
  views: readonly TypeView[],
  associationTypes: AssociationTypeRegistry,
): Promise<Set<string>> {
  const shown = new Set<string>();
  for (const from of views) {
    for (const to of views.filter((other) => associationTypes.between(from.id, other.id).length > 0)) {
      for (const part of chunks(from.live, 1_000)) {
        const inputs = part.map(({ id }) => ({ id }));
        const path = `/crm/v4/associations/${from.id}/${to.id}/batch/read`;
        const { results } = (await read(portal, path, { inputs })) as { results: readonly Page[] };
        for (const page of results) {
          for (const { toObjectId, associationTypes } of page.to) {
            for (const { typeId } of associationTypes) {
              shown.add(`${from.id} ${page.from.id} ${to.id} ${toObjectId} ${typeId}`);
            }
          }
        }
      }
    }
  }
  return shown;
}
