import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkInvariants } from "../random/invariants.ts";
import { type Group, type Life, runLife, type Step } from "../random/life.ts";
import { operationsOf, weighted } from "../random/operations.ts";
import { type Neighbour, startLife } from "../random/start-life.ts";
import { description } from "../support/answer-check.ts";
import { addFile } from "../support/files.ts";
import { snapshot } from "../support/snapshot.ts";
import { engine, newPortal } from "../support/test-app.ts";

/** Another run: `TRUNKLINE_TEST_SEED=7 TRUNKLINE_TEST_REQUESTS=40000 npm test -- test/api/random-client.test.ts` */
const seed = Number(process.env.TRUNKLINE_TEST_SEED ?? 20_261_129);
/** 20,000 on both engines together; SQLite is the quicker one. */
const wanted = Number(process.env.TRUNKLINE_TEST_REQUESTS ?? (engine === "sqlite" ? 17_000 : 3_000));
const requestsPerLife = 4_000;
/** Looks for the shortest life that fails in the same way; that can take long. */
const shrinks = process.env.TRUNKLINE_TEST_SHRINK !== undefined;

const operations = operationsOf(description);
const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom(...weighted(operations)).map(({ id }) => id),
  isBroken: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  seed: fc.noShrink(fc.nat(2 ** 31)),
});
const group: fc.Arbitrary<Group> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 8, size: "max" }),
  focus: fc.option(fc.noShrink(fc.nat(2 ** 31)), { freq: 1 }),
});
const plan = fc.array(group, { minLength: 1, maxLength: requestsPerLife / 4, size: "max" });

/** A portal beside the one that is worked on, whose ids and token a client has no right to use. */
async function makeNeighbour(): Promise<Neighbour> {
  const portal = await newPortal();
  const call = await portal.create("calls", { hs_call_title: "Not yours" });
  const ids = [call, await portal.create("contacts", { email: "neighbour@example.com" }), await addFile(portal)];
  // With the right to anything, what it is used for would change the neighbour.
  const { token } = await portal.withScopes([]);
  return { portal, ids, token };
}

test("a random client is answered as described, and leaves a sound portal", { timeout: 3_600_000 }, async () => {
  const beside = await makeNeighbour();
  const before = await snapshot(beside.portal);
  const counts: Life["counts"] = new Map();
  let sent = 0;
  const property = fc.asyncProperty(plan, async (groups) => {
    const life = await startLife(description, beside, counts);
    try {
      await runLife(life, groups);
      await checkInvariants(life);
      sent += groups.flatMap(({ steps }) => steps).length;
    } catch (error) {
      throw new Error(explain(life, error as Error), { cause: error });
    } finally {
      life.agent.destroy();
    }
  });
  // Each life has a seed of its own, so that one that failed can be lived again alone.
  for (let life = 0; sent < wanted; life += 1) {
    const result = await fc.check(property, { seed: seed + life, numRuns: 1, unbiased: true, endOnFailure: !shrinks });
    const again = `TRUNKLINE_TEST_SEED=${seed + life} TRUNKLINE_TEST_REQUESTS=1`;
    assert.ok(!result.failed, `${again} (${engine}): ${(result.errorInstance as Error | null)?.message}`);
  }
  assert.deepEqual(await snapshot(beside.portal), before, "requests of one portal changed another");
  const shown = process.env.TRUNKLINE_TEST_TELL === undefined ? [] : tellCounts(counts);
  console.log([`${sent} random requests from seed ${seed}`, ...shown].join("\n"));
});

/** The error with the last requests before it. */
function explain({ log }: Life, error: Error): string {
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : "";
  return [`${error.message}${cause}`, "The last requests:", ...log.slice(-10)].join("\n");
}

/** How often each operation was answered with which status: shows whether the requests get far enough. */
function tellCounts(counts: Life["counts"]): string[] {
  const lines = [...counts].map(([operation, statuses]) => {
    const told = [...statuses].sort().map(([status, count]) => `${status}: ${count}`);
    return `${operation.padEnd(40)} ${told.join(", ")}`;
  });
  return lines.sort();
}
