import assert from "node:assert/strict";
import { test } from "node:test";
import { newPortal } from "../support/test-app.ts";

const calls = "/crm/v3/objects/calls";
const rounds = 50;

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

test("two updates of different properties at the same time both survive, every time", async () => {
  const portal = await newPortal();
  const path = `${calls}/${await portal.create("calls")}`;
  for (const round of range(rounds)) {
    const answers = await Promise.all([
      portal.patch(path, { properties: { hs_call_title: `title ${round}` } }),
      portal.patch(path, { properties: { hs_call_body: `body ${round}` } }),
    ]);
    for (const { status, text } of answers) assert.equal(status, 200, text);
    const { body } = await portal.get(`${path}?properties=hs_call_title,hs_call_body,hs_body_preview`);
    const { hs_call_title, hs_call_body, hs_body_preview } = body.properties;
    assert.deepEqual(
      [hs_call_title, hs_call_body, hs_body_preview],
      [`title ${round}`, `body ${round}`, `body ${round}`],
    );
  }
});

test("a hundred updates of one record at once all leave their version in its history, and the newest is the value", async () => {
  const portal = await newPortal();
  const path = `${calls}/${await portal.create("calls")}`;
  const names = ["hs_call_title", "hs_call_from_number"];
  const answers = await Promise.all(
    range(rounds).flatMap((round) => names.map((name) => portal.patch(path, { properties: { [name]: `${round}` } }))),
  );
  for (const { status, text } of answers) assert.equal(status, 200, text);
  const { body } = await portal.get(`${path}?propertiesWithHistory=${names},hs_lastmodifieddate`);
  for (const name of names) {
    const versions: { value: string }[] = body.propertiesWithHistory[name];
    assert.equal(versions[0]?.value, body.properties[name]);
    const values = versions.map(({ value }) => Number(value)).sort((left, right) => left - right);
    assert.deepEqual(values, range(rounds));
  }
  assert.equal(body.propertiesWithHistory.hs_lastmodifieddate.length, 2 * rounds + 1);
});

test("updates and deletes of one record at once leave it in the bin with what was answered", async () => {
  const portal = await newPortal();
  for (const _ of range(10)) {
    const path = `${calls}/${await portal.create("calls", { hs_call_title: "before" })}`;
    const [changed, removed] = await Promise.all([
      portal.patch(path, { properties: { hs_call_title: "after" } }),
      portal.delete(path),
    ]);
    assert.equal(removed.status, 204);
    assert.ok([200, 404].includes(changed.status), changed.text);
    const { body } = await portal.get(`${path}?archived=true&properties=hs_call_title`);
    assert.equal(body.properties.hs_call_title, changed.status === 200 ? "after" : "before");
  }
});
