import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../model/errors.ts";
import { runFew } from "./run-few.ts";

test("as many run as may, the next wait, and more are refused at once", async () => {
  const few = runFew("searches", 1, 1);
  const { promise, resolve } = Promise.withResolvers<string>();
  const running = few(() => promise);
  const waiting = few(async () => "second");
  await assert.rejects(
    few(async () => "third"),
    (error) => error instanceof Refusal && error.status === 503 && /Too many searches are waiting/.test(error.message),
  );
  resolve("first");
  assert.deepEqual(await Promise.all([running, waiting]), ["first", "second"]);
  assert.equal(await few(async () => "fourth"), "fourth");
});

test("what fails leaves its place to the next", async () => {
  const few = runFew("searches", 1, 1);
  const failing = few(() => Promise.reject(new Error("no")));
  const next = few(async () => "yes");
  await assert.rejects(failing, /no/);
  assert.equal(await next, "yes");
});
