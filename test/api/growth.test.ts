import assert from "node:assert/strict";
import { before, test } from "node:test";
import { seedPortal } from "../../src/seed/seed-portal.ts";
import { newPortal, type TestPortal, testApp } from "../support/test-app.ts";

/** How much longer twenty times as much data may take. What looks at all of it comes near twenty. */
const mostTimes = 2;
/** Other work on the machine can only be in the way: one good measurement is enough. */
const attempts = 4;
const rounds = 6;
const requestsPerRound = 12;

type Filled = {
  readonly portal: TestPortal;
  readonly calls: readonly string[];
  /** The contact with the most calls. */
  readonly contact: string;
};

let small: Filled;
let large: Filled;

async function fill(calls: number): Promise<Filled> {
  const portal = await newPortal();
  const { database, ids, searches } = (await testApp()).services;
  const until = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const options = { seed: 3, calls, contacts: Math.round(calls / 10), busiest: calls / 2, until };
  await seedPortal({ database, ids, searches, portalId: portal.portalId }, options);
  const some = await portal.get("/crm/v3/objects/calls?limit=100");
  const [contact] = (await portal.get("/crm/v3/objects/contacts?limit=1")).body.results;
  return { portal, calls: some.body.results.map(({ id }: { id: string }) => id), contact: contact.id };
}

before(async () => {
  small = await fill(220);
  large = await fill(4_400);
});

/** How many times as long a request takes with much data; the best of several rounds, so that noise does not count. */
async function timesAsLong(request: (filled: Filled, index: number) => Promise<{ status: number; text: string }>) {
  const best = new Map<Filled, number>();
  let index = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const filled of round % 2 === 0 ? [small, large] : [large, small]) {
      const start = performance.now();
      for (let each = 0; each < requestsPerRound; each += 1) {
        const { status, text } = await request(filled, index++);
        assert.ok(status < 300, text);
      }
      best.set(filled, Math.min(best.get(filled) ?? Number.POSITIVE_INFINITY, performance.now() - start));
    }
  }
  return (best.get(large) as number) / (best.get(small) as number);
}

const requests: Readonly<Record<string, (filled: Filled, index: number) => Promise<{ status: number; text: string }>>> =
  {
    "reading a call": ({ portal, calls }, index) =>
      portal.get(`/crm/v3/objects/calls/${calls[index % calls.length]}?associations=contacts`),
    "listing a hundred calls": ({ portal }) => portal.get("/crm/v3/objects/calls?limit=100"),
    "the first page of the calls of a contact who has half of them": ({ portal, contact }) =>
      portal.get(`/crm/v3/objects/contacts/${contact}/associations/calls?limit=100`),
    "creating a call for that contact": ({ portal, contact }, index) =>
      portal.post("/crm/v3/objects/calls", {
        properties: { hs_timestamp: 1_760_000_000_000 + index, hs_call_title: `Growth ${index}` },
        associations: [
          { to: { id: contact }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }] },
        ],
      }),
    "changing a call": ({ portal, calls }, index) =>
      portal.patch(`/crm/v3/objects/calls/${calls[index % calls.length]}`, {
        properties: { hs_call_title: `Changed ${index}` },
      }),
  };

for (const [what, request] of Object.entries(requests)) {
  test(`${what} costs no more with twenty times as much data`, async () => {
    const found: number[] = [];
    while (found.length < attempts && !found.some((times) => times < mostTimes)) found.push(await timesAsLong(request));
    assert.ok(
      found.some((times) => times < mostTimes),
      `${found.map((times) => times.toFixed(1)).join(", ")} times as long`,
    );
  });
}
