import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
const busy = "9d9162e7-6cf3-4944-bf63-4dff82258764";

async function contactWithCalls(count: number): Promise<{ portal: TestPortal; contact: string }> {
  const portal = await newPortal();
  const contact = await portal.create("contacts", { firstname: "Mara", lastname: "Okonkwo", phone: "+49 30 5557788" });
  const inputs = Array.from({ length: count }, (_, index) => ({
    properties: {
      hs_timestamp: new Date(Date.UTC(2026, index % 2 === 0 ? 2 : 0, 5 + (index % 20), 9)).toISOString(),
      hs_call_title: `Call ${index + 1}`,
      hs_call_body: "<p>Talked about the <b>offer</b></p>",
      hs_call_disposition: index === 0 ? busy : connected,
      hs_call_direction: "OUTBOUND",
      hs_call_duration: "318000",
      hubspot_owner_id: portal.ownerId,
    },
    associations: [
      { to: { id: contact }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }] },
    ],
  }));
  const answer = await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
  assert.equal(answer.status, 201);
  return { portal, contact };
}

test("a record shows its calls by month, pins one to the top, and filters them by outcome", async (t) => {
  const { portal, contact } = await contactWithCalls(30);
  const page = await openApp(t, portal, `/records/contacts/${contact}`);
  await page.getByRole("heading", { name: /March 2026/ }).waitFor();
  await page.getByText("15 calls").first().waitFor();
  await page.getByRole("button", { name: "Show earlier calls" }).click();
  await page.getByRole("heading", { name: /January 2026/ }).waitFor();

  await page.getByRole("button", { name: "What to do with Call 3", exact: true }).click();
  await page.getByRole("menuitem", { name: "Pin to the top" }).click();
  await page.getByRole("heading", { name: "Pinned" }).waitFor();
  const pinned = await portal.get(`/crm/v3/objects/contacts/${contact}?properties=hs_pinned_engagement_id`);
  assert.match(pinned.body.properties.hs_pinned_engagement_id, /^\d+$/);
  await page.getByRole("button", { name: "What to do with Call 3", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Unpin" }).click();
  await page.getByRole("heading", { name: "Pinned" }).waitFor({ state: "detached" });

  await page.getByRole("combobox", { name: "Filter by outcome" }).click();
  await page.getByRole("option", { name: "Busy" }).click();
  await page.getByRole("article", { name: "Call 2", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("article").first().waitFor();
  assert.equal(await page.getByRole("article").count(), 1);
});

test("a record's property is edited in place, and a refused value stays with the reason", async (t) => {
  const { portal, contact } = await contactWithCalls(1);
  const page = await openApp(t, portal, `/records/contacts/${contact}`, { expectedErrors: /status of 400/ });
  await page.getByRole("button", { name: "Edit Phone number", exact: true }).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("+49 30 1112223");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "+49 30 1112223" }).waitFor();
  const stored = await portal.get(`/crm/v3/objects/contacts/${contact}?properties=phone`);
  assert.equal(stored.body.properties.phone, "+49 30 1112223");
  await page.getByRole("button", { name: "Edit E-mail", exact: true }).click();
  await page.keyboard.type("no address");
  await page.keyboard.press("Enter");
  await page
    .getByText(/no address.* (is invalid|not valid)|invalid/i)
    .first()
    .waitFor();
  const kept = await portal.get(`/crm/v3/objects/contacts/${contact}?properties=email`);
  assert.equal(kept.body.properties.email, null);
});

test("a record's page is accessible, with calls and without", async (t) => {
  const { portal, contact } = await contactWithCalls(4);
  const company = await portal.create("companies", { name: "Fernweh Reisen" });
  for (const look of looks) {
    const page = await openApp(t, portal, `/records/contacts/${contact}`, look);
    await page.getByRole("article").first().waitFor();
    await checkAccessibility(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/record-${look.width}-${look.colorScheme}.png` });
    await page.goto(`/records/companies/${company}`);
    await page.getByText("No calls yet").waitFor();
    await checkAccessibility(page);
  }
});
