import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, checkEveryLook, openApp, openSignedOut } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

test("a token signs in, a wrong one is refused in words, and signing out ends the session", async (t) => {
  const portal = await newPortal();
  const page = await openSignedOut(t, portal.address, "/calls?q=renewal");
  await page.getByLabel("Access token").fill("pat-na1-wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("This token is not known here").waitFor();
  await page.getByLabel("Access token").fill(portal.token);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Calls", level: 1 }).waitFor();
  assert.match(page.url(), /\/calls\?q=renewal/, "one is where one wanted to go");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("who signs in after a session has ended sees nothing of what was read in it", async (t) => {
  const [portal, other] = [await newPortal(), await newPortal()];
  await portal.create("calls", { hs_call_title: "Of the former portal" });
  await other.create("calls", { hs_call_title: "Of the other portal" });
  const page = await openSignedOut(t, portal.address, "/calls");
  const signIn = async ({ token }: { readonly token: string }) => {
    await page.getByLabel("Access token").fill(token);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Calls", level: 1 }).waitFor();
  };
  await signIn(portal);
  await page.getByText("Of the former portal").waitFor();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Read again" }).click();
  await signIn(other);
  await page.getByText("Of the other portal").waitFor();
  assert.equal(await page.getByText("Of the former portal").count(), 0);
});

test("a one-time link that was used is explained", async (t) => {
  const portal = await newPortal();
  const page = await openSignedOut(t, portal.address, "/app/sign-in?code=gone");
  await page.getByText("This link no longer works").waitFor();
});

test("the sign-in page is accessible", async (t) => {
  const portal = await newPortal();
  const page = await openSignedOut(t, portal.address, "/sign-in");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await checkEveryLook(page);
});

test("what a token's scopes forbid is not offered", async (t) => {
  const portal = await newPortal();
  const reader = await portal.withScopes(["crm.objects.contacts.read"]);
  const page = await openApp(t, reader, "/calls");
  await page.getByRole("link", { name: "Calls" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Log a call" }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "Deals" }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "Request log" }).count(), 0);
  await page.goto("/log-call");
  await page.getByText("Your token does not allow this").waitFor();
});

test("an unknown address says so, and leads back", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/no/such/page");
  await page.getByRole("heading", { name: "Page not found" }).waitFor();
  await checkAccessibility(page);
  await page.getByRole("link", { name: "Go to the calls" }).click();
  await page.getByRole("heading", { name: "Calls", level: 1 }).waitFor();
});
