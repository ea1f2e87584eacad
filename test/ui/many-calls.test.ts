import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator } from "playwright-core";
import { seedPortal } from "../../src/seed/seed-portal.ts";
import { openApp } from "../support/app-page.ts";
import { newPortal, type TestPortal, testApp } from "../support/test-app.ts";

const longestMilliseconds = 6 * 60_000;
/** The CI asks for 100,000; seeding takes most of the test's time. */
const calls = Number(process.env.TRUNKLINE_TEST_CALLS ?? 3_000);

/** Right after so many writes a search may have to be asked again. */
async function countCalls(portal: TestPortal): Promise<number> {
  for (;;) {
    const { status, body, text } = await portal.post("/crm/v3/objects/calls/search", { limit: 1 });
    if (status === 200) return body.total;
    assert.equal(status, 503, text);
  }
}

/** False where something is not on the page within a moment. */
function isThereSoon(what: Locator): Promise<boolean> {
  return what.waitFor({ timeout: 1_000 }).then(
    () => true,
    () => false,
  );
}

test(`every page works in a portal with ${calls} calls, and the list goes as deep as one scrolls`, {
  timeout: longestMilliseconds,
}, async (t) => {
  const portal = await newPortal();
  const { database, ids, searches } = (await testApp()).services;
  const contacts = Math.max(10, Math.ceil(calls / 25));
  const options = { seed: 7, calls, contacts, busiest: Math.ceil(calls / 10), until: Date.parse("2026-11-01") };
  await seedPortal({ database, ids, searches, portalId: portal.portalId }, options);
  const total = await countCalls(portal);
  const page = await openApp(t, portal, "/calls?from=2025-11-01&to=2026-10-31");
  await page.getByText(`${total.toLocaleString("en-GB")} calls`, { exact: true }).waitFor();

  const table = page.getByRole("region", { name: "Table of calls" });
  for (let seen = 100; seen <= 1_000; seen += 100) {
    const last = page.locator(`tr[aria-rowindex="${seen + 1}"]`);
    // As somebody does who sees that more has come: the end of the list moves.
    do {
      await table.evaluate((element: { scrollTop: number; scrollHeight: number }) => {
        element.scrollTop = element.scrollHeight;
      });
    } while (!(await isThereSoon(last)));
  }
  await page.getByRole("button", { name: "Duration" }).click();
  await page.getByRole("columnheader", { name: "Duration" }).and(page.locator("[aria-sort=descending]")).waitFor();
  await page.getByRole("searchbox", { name: "Search calls" }).fill("renewal");
  await page.getByText(`${total.toLocaleString("en-GB")} calls`, { exact: true }).waitFor({ state: "detached" });
  await page.getByRole("row").filter({ hasText: "Renewal" }).first().waitFor();

  const contact = await portal.post("/crm/v3/objects/contacts/search", { limit: 1 });
  const pages = [
    ["/overview", "Overview"],
    ["/records/contacts", "Contacts"],
    [`/records/contacts/${contact.body.results[0].id}`, undefined],
    ["/recycling-bin", "Recycling bin"],
    ["/settings", "Settings"],
    ["/log-call", "Log a call"],
  ] as const;
  for (const [path, heading] of pages) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, ...(heading === undefined ? {} : { name: heading }) }).waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.getByRole("alert").count(), 0, `${path} shows no error`);
  }
});
