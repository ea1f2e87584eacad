import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { checkAccessibility, openApp, openSignedOut } from "../support/app-page.ts";
import { createCalls } from "../support/many-calls.ts";
import { newPortal } from "../support/test-app.ts";

const apiRequest = /^\/(?:app|crm|calling)\//;
const list = /^\/app\/calls\?sort=/;

/** What the page asked the API for, in the order of asking; the row's time is that of the page's clock. */
async function askedOf(page: Page) {
  const entries = (await page.evaluate(
    "performance.getEntriesByType('resource').map(({ name, startTime, responseEnd }) => ({ name, startTime, responseEnd }))",
  )) as { name: string; startTime: number; responseEnd: number }[];
  return entries
    .map(({ name, ...times }) => ({ ...times, path: name.slice(new URL(name).origin.length) }))
    .filter(({ path }) => apiRequest.test(path))
    .toSorted((a, b) => a.startTime - b.startTime);
}

test("the first calls wait for the session alone: nothing else that is read stands before them", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 30);
  const page = await openApp(t, portal, "/calls");
  await page.getByRole("link", { name: "Call number 1", exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  const asked = await askedOf(page);
  const calls = asked.find(({ path }) => list.test(path));
  assert.ok(calls, JSON.stringify(asked));
  const before = asked.filter(({ responseEnd }) => responseEnd <= calls.startTime);
  assert.deepEqual(
    before.map(({ path }) => path),
    ["/app/session"],
  );
  for (const path of [
    "/crm/v3/properties/calls",
    "/calling/v1/dispositions",
    "/crm/v3/owners?limit=500&archived=false",
  ]) {
    const definitions = asked.find((each) => each.path === path);
    assert.ok(definitions && definitions.startTime < calls.responseEnd, `${path} goes out beside the calls`);
  }
  const paths = asked.map(({ path }) => path);
  assert.deepEqual(paths, [...new Set(paths)], "nothing is asked for twice");
});

test("the first calls are asked for while the app's code is still on its way", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 3);
  const page = await openApp(t, portal, "/sign-in");
  await page.getByRole("link", { name: "Call number 1", exact: true }).waitFor();
  const isAsked = page.waitForRequest((request) =>
    list.test(new URL(request.url()).pathname + new URL(request.url()).search),
  );
  let held = 0;
  await page.route("**/assets/show-app-*.js", async (route) => {
    held++;
    await isAsked;
    await route.continue();
  });
  await page.goto("/calls?sort=hs_timestamp&columns=hs_call_body");
  await page.getByRole("link", { name: "Call number 3", exact: true }).waitFor();
  assert.ok(held > 0, "the code was held back");
  const asked = await askedOf(page);
  // By the address: its sort and its columns.
  assert.equal(asked.filter(({ path }) => /sort=hs_timestamp&properties=.*%2Chs_call_body&/.test(path)).length, 1);
  assert.equal(asked.filter(({ path }) => list.test(path)).length, 1);
});

test("no page begins with a sign that it loads where its code came along with the session", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/sign-in");
  await page.getByRole("heading", { level: 1, name: "Calls" }).waitFor();
  const session = await page.context().newCDPSession(page);
  const source = `new MutationObserver(() => {
    if (document.querySelector("[role=status][aria-label=Loading]")) globalThis.hasShownLoading = true;
  }).observe(document, { childList: true, subtree: true });`;
  await session.send("Page.enable");
  const { identifier } = await session.send("Page.addScriptToEvaluateOnNewDocument", { source });
  for (const path of ["/calls", "/overview", "/records/contacts", "/recycling-bin", "/settings", "/requests"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await page.evaluate("globalThis.hasShownLoading ?? false"), false, path);
  }
  await session.send("Page.removeScriptToEvaluateOnNewDocument", { identifier });
});

const missing = { expectedErrors: /status of 404|dynamically imported module/ };

test("an app whose code is gone says so, and comes once it is there again", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/sign-in", missing);
  await page.getByRole("heading", { level: 1, name: "Calls" }).waitFor();
  await page.route("**/assets/show-app-*.js", (route) => route.fulfill({ status: 404 }));
  await page.goto("/calls");
  await page.getByRole("alert").getByText("Trunkline could not be started").waitFor();
  await checkAccessibility(page);
  await page.unroute("**/assets/show-app-*.js");
  await page.getByRole("button", { name: "Load again" }).click();
  await page.getByRole("heading", { level: 1, name: "Calls" }).waitFor();
});

test("a calendar or an editor whose code is gone leaves the list standing", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 3);
  const page = await openApp(t, portal, "/sign-in", missing);
  const first = page.getByRole("link", { name: "Call number 1", exact: true });
  const retry = page.getByRole("alert").getByRole("button", { name: "Try again" });
  await first.waitFor();
  const pattern = /\/assets\/(?:bulk-edit-modal|day-range)-.*\.js$/;
  await page.route(pattern, (route) => route.fulfill({ status: 404 }));
  await page.goto("/calls");
  await page.getByRole("button", { name: "Date", exact: true }).click();
  await retry.waitFor();
  await page.getByRole("button", { name: "Last 7 days" }).waitFor();
  await page.keyboard.press("Escape");
  await retry.waitFor({ state: "detached" });
  const isGone = page.waitForResponse((answer) => pattern.test(answer.url()));
  await page.getByRole("checkbox", { name: "Choose Call number 1" }).check();
  await isGone;
  await page.getByText("1 call chosen").waitFor();
  assert.equal(await retry.count(), 0, "nobody wants to edit yet");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await retry.waitFor();
  assert.ok(await first.isVisible());
  await page.unroute(pattern);
  await retry.click();
  await page.getByRole("checkbox", { name: "Choose Call number 1" }).and(page.locator(":not(:checked)")).check();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("dialog", { name: "Edit 1 call" }).waitFor();
});

test("neither who must sign in nor the navigation waits for a page's code that does not come", async (t) => {
  const portal = await newPortal();
  const page = await openSignedOut(t, portal.address, "/sign-in");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  let held = 0;
  const { promise: isOver, resolve: letThrough } = Promise.withResolvers<void>();
  await page.route("**/assets/overview-page-*.js", async (route) => {
    held++;
    await isOver;
    await route.continue();
  });
  await page.goto("/overview", { waitUntil: "commit" });
  await page.getByLabel("Access token").fill(portal.token);
  assert.ok(held > 0, "the code is held back");
  await page.keyboard.press("Enter");
  const navigation = page.getByRole("link", { name: "Calls", exact: true });
  await navigation.waitFor();
  await page.reload({ waitUntil: "commit" });
  await navigation.waitFor();
  letThrough();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});

test("from the start page one is led to the calls that were asked for ahead, whatever else the address says", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 3);
  const page = await openApp(t, portal, "/?q=nothing-like-it");
  await page.getByRole("link", { name: "Call number 1", exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  const paths = (await askedOf(page)).map(({ path }) => path);
  assert.deepEqual(
    paths.filter((path) => path.includes("nothing-like-it")),
    [],
  );
  assert.equal(paths.filter((path) => list.test(path)).length, 1);
});
