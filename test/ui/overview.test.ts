import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

async function portalWithCalls(): Promise<TestPortal> {
  const portal = await newPortal();
  const call = (properties: Record<string, unknown>) => ({
    properties: { hs_timestamp: "2026-03-17T09:00:00Z", hs_call_direction: "OUTBOUND", ...properties },
  });
  const answer = await portal.post("/crm/v3/objects/calls/batch/create", {
    inputs: [
      call({ hs_call_disposition: connected, hs_call_duration: "60000", hubspot_owner_id: portal.ownerId }),
      call({ hs_call_disposition: connected, hs_call_duration: "180000", hubspot_owner_id: portal.ownerId }),
      call({ hs_call_direction: "INBOUND" }),
      call({ hs_timestamp: "2026-03-19T09:00:00Z" }),
    ],
  });
  assert.equal(answer.status, 201);
  return portal;
}

test("figures answer to the filters, and a bar leads to the calls behind it", async (t) => {
  const portal = await portalWithCalls();
  const page = await openApp(t, portal, "/overview");
  await page.getByText("2 connected", { exact: true }).waitFor();
  await page.getByText("50%", { exact: true }).first().waitFor();
  await page.getByText("2 min on average").waitFor();
  await page.getByRole("button", { name: "Direction" }).click();
  await page.getByRole("checkbox", { name: "Inbound" }).check();
  await page.getByText("0 connected", { exact: true }).waitFor();
  assert.match(page.url(), /direction=INBOUND/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.getByRole("link", { name: "Connected", exact: true }).click();
  await page.getByRole("heading", { name: "Calls", level: 1 }).waitFor();
  assert.match(page.url(), new RegExp(`outcome=${connected}`));
});

test("the overview is accessible", async (t) => {
  const portal = await portalWithCalls();
  for (const look of looks) {
    const page = await openApp(t, portal, "/overview", look);
    await page.getByText("2 connected", { exact: true }).waitFor();
    await page.getByRole("heading", { name: "Calls over time" }).waitFor();
    await checkAccessibility(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/overview-${look.width}-${look.colorScheme}.png` });
  }
});
