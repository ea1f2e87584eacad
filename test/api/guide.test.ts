import assert from "node:assert/strict";
import { test } from "node:test";
import { walkGuide } from "../../examples/guide.ts";
import { newPortal } from "../support/test-app.ts";

test("the official SDK walks through the whole calls guide, bulk and custom objects, as often as it likes", async () => {
  const portal = await newPortal();
  for (let time = 0; time < 2; time += 1) {
    const said: string[] = [];
    await walkGuide(portal.address, portal.token, (line) => said.push(line));
    assert.equal(said.length, 18);
  }
});
