import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { checkEveryLook, openApp } from "../support/app-page.ts";
import { connected, createCalls, noAnswer } from "../support/many-calls.ts";
import { newPortal } from "../support/test-app.ts";

const titles = (page: Page) => page.locator("tbody tr td:nth-child(2)").allInnerTexts();
const row = (page: Page, title: string) => page.getByRole("row").filter({ hasText: title });

test("calls are listed latest first, and sorted by what one clicks", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 3, (index) => ({ hs_call_duration: String([20_000, 50_000, 10_000][index]) }));
  const page = await openApp(t, portal, "/calls");
  await row(page, "Call number 1").waitFor();
  assert.deepEqual(await titles(page), ["Call number 1", "Call number 2", "Call number 3"]);
  await page.getByText("3 calls", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Duration" }).click();
  await page.getByRole("columnheader", { name: "Duration" }).and(page.locator("[aria-sort=descending]")).waitFor();
  await page.locator("tbody tr").first().getByText("Call number 2").waitFor();
  assert.deepEqual(await titles(page), ["Call number 2", "Call number 1", "Call number 3"]);
  await page.reload();
  await page.locator("tbody tr").first().getByText("Call number 2").waitFor();
});

test("filters and text narrow the list, stand in the address, and survive a reload", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 4, (index) => ({
    hs_call_disposition: index < 2 ? connected : noAnswer,
    ...(index === 0 ? { hs_call_body: "<p>Wants a <b>quotation</b></p>" } : {}),
  }));
  const page = await openApp(t, portal, "/calls");
  await page.getByText("4 calls", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Outcome", exact: true }).first().click();
  await page.getByRole("checkbox", { name: "Connected" }).check();
  await page.getByText("2 calls", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  assert.match(page.url(), new RegExp(`outcome=${connected}`));
  await page.reload();
  await page.getByText("2 calls", { exact: true }).waitFor();
  await page.getByRole("searchbox", { name: "Search calls" }).fill("quotation");
  await page.getByText("1 call", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.getByText("4 calls", { exact: true }).waitFor();
  await page.goto("/calls?q=nothing-like-it");
  await page.getByText("No calls match").waitFor();
});

test("a view is saved under a name and opened again", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 2, (index) => ({ hs_call_status: index === 0 ? "MISSED" : "COMPLETED" }));
  const page = await openApp(t, portal, "/calls?status=MISSED");
  await page.getByText("1 call", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Save this view as").fill("To ring back");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "All calls" }).click();
  await page.getByText("2 calls", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: "To ring back" }).click();
  await page.getByText("1 call", { exact: true }).waitFor();
});

test("columns are chosen, and kept for the next visit", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 1, () => ({ hs_call_status: "COMPLETED" }));
  const page = await openApp(t, portal, "/calls");
  await row(page, "Call number 1").waitFor();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel("Search properties").fill("status");
  await page.getByRole("checkbox", { name: "Call status" }).check();
  await page.getByRole("columnheader", { name: "Status" }).waitFor();
  await row(page, "Call number 1").getByText("Completed").waitFor();
  await page.goto("/calls");
  await page.getByRole("columnheader", { name: "Status" }).waitFor();
});

test("all calls are there when one scrolls to the end", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 350);
  const page = await openApp(t, portal, "/calls");
  await row(page, "Call number 1").first().waitFor();
  const table = page.getByRole("region", { name: "Table of calls" });
  // Each page comes when the rows before it are in sight.
  for (const seen of [100, 200, 300, 350]) {
    await table.evaluate((element: { scrollTop: number; scrollHeight: number }) => {
      element.scrollTop = element.scrollHeight;
    });
    await page.locator(`tr[aria-rowindex="${seen + 1}"]`).waitFor();
  }
  assert.ok((await page.locator("tbody tr").count()) < 80, "only the rows in sight are on the page");
});

test("one property of many calls is changed at once", async (t) => {
  const portal = await newPortal();
  const ids = await createCalls(portal, 3);
  const page = await openApp(t, portal, "/calls");
  await page.getByRole("checkbox", { name: "Choose Call number 1" }).check();
  await page.getByRole("checkbox", { name: "Choose Call number 3" }).check();
  await page.getByText("2 calls chosen").waitFor();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("combobox", { name: "New value" }).click();
  await page.getByRole("option", { name: "Connected" }).click();
  await page.getByRole("button", { name: "Change 2 calls" }).click();
  await page.getByText("2 calls changed").waitFor();
  const outcomes = await Promise.all(
    ids.map((id) => portal.get(`/crm/v3/objects/calls/${id}?properties=hs_call_disposition`)),
  );
  const stored = outcomes.map(({ body }) => body.properties.hs_call_disposition);
  assert.deepEqual(stored, [connected, null, connected]);
});

test("all that match are deleted, beyond what was loaded, and nothing else", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 150, () => ({ hs_call_status: "MISSED" }));
  await createCalls(portal, 2, () => ({ hs_call_status: "COMPLETED" }));
  const page = await openApp(t, portal, "/calls?status=MISSED");
  await page.getByText("150 calls", { exact: true }).waitFor();
  await page.getByRole("checkbox", { name: "Choose all calls that are loaded" }).check();
  await page.getByRole("button", { name: "Choose all 150 that match" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete 150 calls" }).click();
  await page.getByText("150 calls moved to the recycling bin").waitFor();
  const { body } = await portal.post("/crm/v3/objects/calls/search", { limit: 1 });
  assert.equal(body.total, 2);
});

test("what is shown is exported as CSV, all that match, and no cell is a formula", async (t) => {
  const portal = await newPortal();
  const contact = await portal.create("contacts", { firstname: "Grace", lastname: "Hopper" });
  const [first] = await createCalls(portal, 120, (index) => ({
    hs_call_disposition: connected,
    hs_call_title: index === 1 ? '=HYPERLINK("http://example.com";"a, b")' : `Call number ${index + 1}`,
    hubspot_owner_id: portal.ownerId,
    ...(index === 0 ? { hs_call_to_number: "+49 30 123456" } : {}),
  }));
  await portal.put(`/crm/v4/objects/calls/${first}/associations/default/contacts/${contact}`);
  await createCalls(portal, 3, () => ({ hs_call_disposition: noAnswer }));
  const columns = "contacts,hs_call_disposition,hubspot_owner_id,hs_call_to_number";
  const page = await openApp(t, portal, `/calls?outcome=${connected}&columns=${columns}`);
  await page.getByText("120 calls", { exact: true }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const parts: Buffer[] = [];
  for await (const part of await (await download).createReadStream()) parts.push(part as Buffer);
  const lines = Buffer.concat(parts).toString().split("\r\n");
  assert.equal(lines.length, 122, "a heading, 120 calls, and the end of the last line");
  assert.equal(lines[0], "\uFEFFRecord ID,Call title,Contacts,Call outcome,Activity assigned to,To number");
  assert.equal(lines[1], `${first},Call number 1,Grace Hopper,Connected,Ada Agent,+49 30 123456`);
  assert.match(lines[2] ?? "", /^\d+,"'=HYPERLINK\(""http:\/\/example.com"";""a, b""\)",,Connected/);
});

test("who may only read is offered no change", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 1);
  const reader = await portal.withScopes(["crm.objects.contacts.read"]);
  const page = await openApp(t, reader, "/calls");
  await row(page, "Call number 1").waitFor();
  assert.equal(await page.getByRole("checkbox").count(), 0);
  await page.getByRole("link", { name: "Call number 1" }).click();
  await page.getByText("About this call").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Edit/ }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "More actions" }).count(), 0);
});

test("times are the viewer's own", async (t) => {
  const portal = await newPortal();
  await portal.create("calls", { hs_timestamp: "2026-03-17T23:30:00Z", hs_call_title: "Late" });
  const page = await openApp(t, portal, "/calls", { timeZone: "Asia/Tokyo", locale: "de-DE" });
  const time = row(page, "Late").getByText("18.03.2026, 08:30");
  await time.evaluate("getSelection().selectAllChildren(document.querySelector('tbody time'))");
  await time.hover();
  const tooltip = page.getByRole("tooltip", { name: /^Mittwoch, 18\. März 2026 um 08:30:00/ });
  await tooltip.waitFor();
  assert.equal(await page.evaluate("String(getSelection())"), "18.03.2026, 08:30", "what was selected stays so");
  await page.getByRole("searchbox", { name: "Search calls" }).hover();
  await tooltip.waitFor({ state: "detached" });
  // The day in the filter is a day of the viewer's, too.
  await page.goto("/calls?from=2026-03-18&to=2026-03-18");
  await row(page, "Late").waitFor();
  await page.goto("/calls?from=2026-03-17&to=2026-03-17");
  await page.getByText("No calls match").waitFor();
});

test("the calls are accessible in every look, with filters, dialogs and a choice open", async (t) => {
  const portal = await newPortal();
  await createCalls(portal, 30, (index) => ({
    hs_call_disposition: index % 2 === 0 ? connected : noAnswer,
    hs_call_direction: index % 3 === 0 ? "INBOUND" : "OUTBOUND",
    hs_call_duration: String(index * 10_000),
    hubspot_owner_id: portal.ownerId,
    ...(index === 3 ? { hs_call_has_voicemail: "true", hs_call_status: "MISSED" } : {}),
  }));
  const page = await openApp(t, portal, "/calls");
  const settle = () => page.getByText("Call number 1", { exact: true }).waitFor();
  await settle();
  await checkEveryLook(page, settle);
  await page.getByRole("button", { name: "Date", exact: true }).click();
  await page.getByRole("button", { name: "Last 7 days" }).waitFor();
  await checkEveryLook(page);
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Choose Call number 2" }).check();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("dialog", { name: "Edit 1 call" }).waitFor();
  await checkEveryLook(page);
});
