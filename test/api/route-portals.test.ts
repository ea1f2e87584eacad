import assert from "node:assert/strict";
import { test } from "node:test";
import type { Route } from "../../src/http/route.ts";
import { servedRoutes } from "../../src/http/routes/all.ts";
import { limits } from "../../src/model/limits.ts";
import { association } from "../support/call-links.ts";
import { assertRefusal } from "../support/refusal.ts";
import { bodyFor, makeThings, pathFor, sendRoute, type Things } from "../support/route-requests.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { type Answer, newPortal, type TestPortal } from "../support/test-app.ts";

/** Removing what is not there is a success that does nothing, and so is parting what was never together. */
const removals = /^(?:archiveObject|archiveEngagement|archiveBatch|eraseObject|batchDissociate\w*)$/;
/** Numbers and names that a portal gives itself, and that another may have as well. */
const ownNames = [String(limits.firstLabelTypeId), "700001"];

/** What stands in this portal's things, and in no answer to another. */
const itsTexts = /Big|Gone|Help|second@|call back|Renewal/;

/** Where the request of a route names something of the portal that it is about. */
function namesThings(route: Route, things: Things): "in its path" | "in its body" | undefined {
  const ids = [...Object.values(things), ...ownNames];
  const path = pathFor(route, things);
  if (ids.some((id) => path.split("/").includes(id))) return "in its path";
  const body = route.id === "uploadFile" ? things : (bodyFor(route, things) ?? "");
  return ids.some((id) => JSON.stringify(body).includes(id)) ? "in its body" : undefined;
}

/** A refusal of the whole, or a batch of which every part failed. */
function assertNothingDone(route: Route, answer: Answer): void {
  const about = `${route.id} answered ${answer.status}: ${answer.text}`;
  if (answer.status >= 400) {
    assert.ok(answer.status === 400 || answer.status === 404, about);
    const category = answer.status === 404 ? "OBJECT_NOT_FOUND" : "VALIDATION_ERROR";
    assertRefusal(answer, answer.status, { category }, about);
  } else if (route.id === "purgeObjects") {
    assert.deepEqual(answer.body.purged, [], about);
  } else if (answer.body) {
    assert.deepEqual(answer.body.results, [], about);
    assert.ok(answer.body.errors.length > 0, about);
  } else {
    assert.ok(answer.status === 204 && removals.test(route.id), about);
  }
}

test("every route refuses what another portal's token asks of this one's things, and changes nothing in either", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const things = await makeThings(portal);
  const guarded = servedRoutes.filter((route) => route.scope !== "open" && !route.response.endless);
  const named = guarded.filter((route) => namesThings(route, things));
  assert.ok(named.length > 60, `only ${named.length} routes name things`);
  await assertUnchanged(portal, async () => {
    for (const route of named) {
      const answer = await assertUnchanged(other, () => sendRoute(other, route, things));
      assertNothingDone(route, answer);
      // A refusal may repeat the id that the request named, and nothing else.
      assert.ok(!itsTexts.test(answer.text), `${route.id}: ${answer.text}`);
    }
    // After the others, as these make things of the other portal's own.
    for (const route of guarded.filter((candidate) => !named.includes(candidate))) {
      const answer = await sendRoute(other, route, things);
      assert.ok(answer.status < 500 && !itsTexts.test(answer.text), `${route.id}: ${answer.text}`);
      // Each portal numbers its own owners, and this one has just made some.
      const { ownerId: _owner, archivedOwnerId: _former, userId: _user, ...ids } = things;
      for (const id of Object.values(ids)) assert.ok(!answer.text.includes(`"${id}"`), `${route.id} shows ${id}`);
    }
  });
});

type Refused = readonly [what: string, send: (portal: TestPortal, own: Things, theirs: Things) => Promise<Answer>];

const calls = "/crm/v3/objects/calls";
const deals = "/crm/v3/objects/deals";
const engagements = "/engagements/v1/engagements";
const timestamp = { hs_timestamp: 1 };
const createDeal = (portal: TestPortal, properties: object, associations: unknown[] = []) =>
  portal.post(deals, { properties: { dealname: "New", ...properties }, associations });

/** Everything in a body that can name something of another portal, beside what is right; each is refused whole. */
const refused: readonly Refused[] = [
  [
    "an association",
    (portal, own, theirs) => createDeal(portal, {}, [association(own.ticketId, 27), association(theirs.ticketId, 27)]),
  ],
  [
    "a pin at once with its association",
    (portal, _, theirs) =>
      createDeal(portal, { hs_pinned_engagement_id: theirs.callId }, [association(theirs.callId, 205)]),
  ],
  [
    "a pin",
    (portal, own, theirs) =>
      portal.patch(`${deals}/${own.dealId}`, {
        properties: { dealname: "Changed", hs_pinned_engagement_id: theirs.callId },
      }),
  ],
  [
    "a pin in a batch",
    (portal, own, theirs) =>
      portal.post(`${deals}/batch/update`, {
        inputs: [{ id: own.dealId, properties: { dealname: "Changed", hs_pinned_engagement_id: theirs.callId } }],
      }),
  ],
  [
    "an owner",
    (portal, own, theirs) =>
      portal.patch(`${deals}/${own.dealId}`, { properties: { dealname: "Changed", hubspot_owner_id: theirs.ownerId } }),
  ],
  [
    "a stage",
    (portal, own, theirs) =>
      portal.patch(`${deals}/${own.dealId}`, { properties: { dealname: "Changed", dealstage: theirs.stageId } }),
  ],
  ["a pipeline", (portal, _, theirs) => createDeal(portal, { pipeline: theirs.pipelineId, dealstage: theirs.stageId })],
  [
    "an outcome",
    (portal, _, theirs) => portal.post(calls, { properties: { ...timestamp, hs_call_disposition: theirs.outcomeId } }),
  ],
  [
    "an attachment",
    (portal, _, theirs) => portal.post(calls, { properties: { ...timestamp, hs_attachment_ids: theirs.fileId } }),
  ],
  [
    "a callee",
    (portal, _, theirs) =>
      portal.post(calls, {
        properties: { ...timestamp, hs_call_callee_object_type: "deal", hs_call_callee_object_id: theirs.dealId },
      }),
  ],
  [
    "an engagement's ticket",
    (portal, own, theirs) =>
      portal.post(engagements, {
        engagement: { type: "CALL", timestamp: 1 },
        associations: { ticketIds: [own.ticketId, theirs.ticketId] },
      }),
  ],
  [
    "an engagement's attachment",
    (portal, _, theirs) =>
      portal.post(engagements, { engagement: { type: "CALL", timestamp: 1 }, attachments: [{ id: theirs.fileId }] }),
  ],
  [
    "an engagement's new tickets",
    (portal, own, theirs) =>
      portal.patch(`${engagements}/${own.callId}`, {
        metadata: { title: "Changed" },
        associations: { ticketIds: [theirs.ticketId] },
      }),
  ],
  [
    "a record to merge",
    (portal, own, theirs) =>
      portal.post(`${deals}/merge`, { primaryObjectId: own.dealId, objectIdToMerge: theirs.dealId }),
  ],
  [
    "a record to merge into",
    (portal, own, theirs) =>
      portal.post(`${deals}/merge`, { primaryObjectId: theirs.dealId, objectIdToMerge: own.dealId }),
  ],
  [
    "an older association",
    (portal, own, theirs) =>
      portal.put("/crm-associations/v1/associations/create-batch", [
        { fromObjectId: own.dealId, toObjectId: own.otherTicketId, category: "HUBSPOT_DEFINED", definitionId: 27 },
        { fromObjectId: own.dealId, toObjectId: theirs.ticketId, category: "HUBSPOT_DEFINED", definitionId: 27 },
      ]),
  ],
  [
    "an object type",
    (portal, own, theirs) =>
      portal.post(`/crm/v3/schemas/${own.schemaId}/associations`, {
        fromObjectTypeId: own.schemaId,
        toObjectTypeId: theirs.schemaId,
      }),
  ],
  [
    "a folder",
    (portal, own, theirs) =>
      portal.patch(`/files/v3/files/${own.fileId}`, { name: "changed", parentFolderId: theirs.folderId }),
  ],
  [
    "a folder's folder",
    (portal, own, theirs) =>
      portal.patch(`/files/v3/folders/${own.folderId}`, { name: "changed", parentFolderId: theirs.folderId }),
  ],
];

test("a write that names something of another portal is refused whole, whatever else it says", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const own = await makeThings(portal);
  // Owners are numbered by portal: only the other one has a third.
  const made = await makeThings(other);
  const theirs = { ...made, ownerId: (await other.addOwner("third@example.com")).id };
  await assertUnchanged(other, () =>
    assertUnchanged(portal, async () => {
      for (const [what, send] of refused) {
        const answer = await send(portal, own, theirs);
        assert.ok([400, 404].includes(answer.status), `${what} answered ${answer.status}: ${answer.text}`);
        assertRefusal(answer, answer.status, {}, what);
      }
    }),
  );
});

test("a batch does its own portal's parts, and nothing of the part that is another's", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const own = await makeThings(portal);
  const theirs = await makeThings(other);
  const both = (more: object) => ({
    inputs: [
      { id: own.dealId, ...more },
      { id: theirs.dealId, ...more },
    ],
  });
  await assertUnchanged(other, async () => {
    const changed = await portal.post(`${deals}/batch/update`, both({ properties: { dealname: "Changed" } }));
    assert.equal(changed.status, 207);
    assert.deepEqual(
      changed.body.results.map(({ id }: { id: string }) => id),
      [own.dealId],
    );
    const read = await portal.post(`${deals}/batch/read`, both({}));
    assert.deepEqual(
      read.body.results.map(({ id }: { id: string }) => id),
      [own.dealId],
    );
    const inputs = [{ id: own.binnedDealId }, { id: theirs.binnedDealId }];
    const restored = await portal.post(`${deals}/batch/restore`, { inputs });
    assert.equal(restored.status, 207);
    assert.deepEqual(
      restored.body.results.map(({ id }: { id: string }) => id),
      [own.binnedDealId],
    );
    const to = [own.otherTicketId, theirs.ticketId].map((id) => ({ from: { id: own.dealId }, to: { id } }));
    const linked = await portal.post("/crm/v4/associations/deals/tickets/batch/associate/default", { inputs: to });
    assert.equal(linked.body.numErrors, 1);
    assert.equal((await portal.post(`${deals}/batch/archive`, both({}))).status, 204);
  });
  assert.equal((await portal.get(`${deals}/${own.dealId}`)).status, 404);
  assert.equal((await other.get(`${deals}/${theirs.dealId}`)).status, 200);
});
