import assert from "node:assert/strict";
import { test } from "node:test";
import type { Route } from "../../src/http/route.ts";
import { servedRoutes } from "../../src/http/routes/all.ts";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { assertRefusal } from "../support/refusal.ts";
import { makeThings, neededScopes, scopesWithout, sendRoute } from "../support/route-requests.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { type Answer, newPortal } from "../support/test-app.ts";

const guarded = servedRoutes.filter((route) => neededScopes(route).length > 0);

function assertForbidden(answer: Answer, missing: readonly string[], about: string): void {
  assertRefusal(answer, 403, { category: "MISSING_SCOPES" }, about);
  assert.equal(
    answer.text,
    JSON.stringify({
      status: "error",
      message:
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
      correlationId: answer.body.correlationId,
      errors: [
        {
          message: "One or more of the following scopes are required.",
          context: { requiredGranularScopes: missing },
        },
      ],
      links: { scopes: "https://developers.hubspot.com/scopes" },
      category: "MISSING_SCOPES",
    }),
    about,
  );
}

test("there are routes that need scopes", () => {
  assert.ok(guarded.length > 10);
});

test("every route refuses a token that lacks its scopes, names them, and changes nothing", async () => {
  const portal = await newPortal();
  const things = await makeThings(portal);
  for (const route of guarded) {
    const needed = neededScopes(route);
    const lacking = needed.length > 1 ? [needed.flat(), ...needed] : needed;
    for (const missing of lacking) {
      const limited = await portal.withScopes(scopesWithout(missing));
      const answer = await assertUnchanged(portal, () => sendRoute(limited, route, things));
      assertForbidden(answer, missing, `${route.id} without ${missing}`);
    }
  }
});

test("every route lets a token through that has just its scopes", async () => {
  const portal = await newPortal();
  const things = await makeThings(portal);
  // What reads and changes first, so that what removes finds its things.
  const removes = (route: Route) => Number(route.method === "DELETE");
  for (const route of guarded
    .filter(({ response }) => !response.endless)
    .toSorted((left, right) => removes(left) - removes(right))) {
    const exact = await portal.withScopes([...new Set(neededScopes(route).map(([scope]) => scope as string))]);
    const answer = await sendRoute(exact, route, things);
    assert.ok(![401, 403].includes(answer.status), `${route.id} answered ${answer.text}`);
  }
});

test("reading does not give the right to write, nor the scopes of one type that to another", async () => {
  const portal = await newPortal();
  const contacts = await portal.withScopes(["crm.objects.contacts.read"]);
  const write = ["crm.objects.contacts.write"];
  const deals = ["crm.objects.deals.read"];
  assert.equal((await contacts.get("/crm/v3/objects/calls")).status, 200);
  assert.equal((await contacts.get("/crm/v3/objects/contacts")).status, 200);
  const properties = { hs_timestamp: 1 };
  assertForbidden(await contacts.post("/crm/v3/objects/calls", { properties }), write, "create");
  assertForbidden(await contacts.get("/crm/v3/objects/deals"), deals, "deals");
  const nothing = await portal.withScopes([]);
  assertForbidden(await nothing.get("/crm/v3/objects/0-48"), ["crm.objects.contacts.read"], "nothing");
  assert.equal((await nothing.get("/account-info/v3/details")).status, 200);
});

test("the older tickets scope covers reading and writing tickets", async () => {
  const portal = await newPortal();
  const tickets = await portal.withScopes(["tickets"]);
  const id = await tickets.create("tickets", { subject: "Help" });
  assert.equal((await tickets.get(`/crm/v3/objects/tickets/${id}`)).status, 200);
});

test("an object type that is none is told before a scope that is missing", async () => {
  const portal = await newPortal();
  const nothing = await portal.withScopes([]);
  for (const path of [
    "/crm/v3/objects/widgets",
    "/crm/v3/properties/0-9999",
    "/crm/v3/objects/calls/1/associations/x",
  ]) {
    assertRefusal(await nothing.get(path), 400, { category: "VALIDATION_ERROR" }, path);
  }
});

test("every scope that a route can ask for is one that a token can hold", () => {
  for (const route of guarded)
    for (const scope of neededScopes(route).flat()) assert.ok(allScopes.includes(scope), scope);
});
