import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../limits.ts";
import { associationTypes } from "./association-types.ts";

test("ids are unique and small enough for 32-bit clients", () => {
  const ids = associationTypes.map((type) => type.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => Number.isInteger(id) && id > 0 && id < limits.smallIdCeiling));
});

test("names are unique", () => {
  const names = associationTypes.map((type) => type.name);
  assert.equal(new Set(names).size, names.length);
});

test("every type's inverse points back with the ends swapped", () => {
  const byId = new Map(associationTypes.map((type) => [type.id, type]));
  for (const type of associationTypes) {
    const inverse = byId.get(type.inverseId);
    assert.ok(inverse, `${type.name} has no inverse`);
    assert.equal(inverse.inverseId, type.id, type.name);
    assert.equal(inverse.fromTypeId, type.toTypeId, type.name);
    assert.equal(inverse.toTypeId, type.fromTypeId, type.name);
    assert.equal(inverse.isDefault, type.isDefault, type.name);
  }
});

test("each ordered pair has one default, and only the default has no label", () => {
  const pairs = Map.groupBy(associationTypes, (type) => `${type.fromTypeId} ${type.toTypeId}`);
  for (const [pair, types] of pairs) {
    assert.equal(types.filter((type) => type.isDefault).length, 1, pair);
    assert.ok(
      types.every((type) => type.isDefault === (type.label === null)),
      pair,
    );
  }
});

test("calls have the ids and names of contract 4.2", () => {
  const fromCall = associationTypes.filter((type) => type.fromTypeId === "0-48");
  const toCall = associationTypes.filter((type) => type.toTypeId === "0-48");
  assert.deepEqual(Object.fromEntries(fromCall.map((type) => [type.name, [type.id, type.inverseId]])), {
    call_to_contact: [194, 193],
    call_to_company: [182, 181],
    call_to_deal: [206, 205],
    call_to_ticket: [220, 219],
    call_to_lead: [597, 596],
    call_to_appointment: [913, 912],
    call_to_course: [867, 866],
    call_to_listing: [891, 890],
    call_to_service: [841, 840],
    call_to_order: [773, 772],
    call_to_project: [1258, 1257],
    call_to_feedback_submission: [1156, 1155],
  });
  assert.equal(toCall.length, fromCall.length);
});

test("the primary company type has the plain name", () => {
  const named = (name: string) => associationTypes.find((type) => type.name === name);
  assert.equal(named("contact_to_company")?.id, 1);
  assert.equal(named("contact_to_company")?.label, "Primary");
  assert.equal(named("contact_to_company_unlabeled")?.id, 279);
  assert.equal(named("deal_to_company")?.id, 5);
  assert.equal(named("ticket_to_company_unlabeled")?.id, 339);
});
