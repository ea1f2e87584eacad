import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

async function portalWithDeletedCalls(): Promise<{ portal: TestPortal; ids: readonly string[] }> {
  const portal = await newPortal();
  const ids: string[] = [];
  for (const title of ["First call", "Second call", "Third call"]) {
    const id = await portal.create("calls", { hs_call_title: title });
    await portal.delete(`/crm/v3/objects/calls/${id}`);
    ids.push(id);
  }
  return { portal, ids };
}

test("deleted calls are restored, many at once, or deleted for good after a question", async (t) => {
  const { portal, ids } = await portalWithDeletedCalls();
  const statusOf = async (id: string | undefined, archived = false) =>
    (await portal.get(`/crm/v3/objects/calls/${id}?archived=${archived}`)).status;
  const page = await openApp(t, portal, "/recycling-bin");
  await page.getByRole("checkbox", { name: "Choose First call" }).check();
  await page.getByRole("checkbox", { name: "Choose Second call" }).check();
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByText("2 calls restored").waitFor();
  await page.getByRole("checkbox", { name: "Choose First call" }).waitFor({ state: "detached" });
  assert.equal(await statusOf(ids[0]), 200);
  assert.equal(await statusOf(ids[1]), 200);

  await page.getByRole("checkbox", { name: "Choose Third call" }).check();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await statusOf(ids[2], true), 200);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("1 call deleted for good").waitFor();
  await page.getByText("No deleted calls").waitFor();
  assert.equal(await statusOf(ids[2], true), 404);
});

test("who may only read is offered neither", async (t) => {
  const { portal } = await portalWithDeletedCalls();
  const reader = await portal.withScopes(["crm.objects.contacts.read"]);
  const page = await openApp(t, reader, "/recycling-bin");
  await page.getByText("Third call").waitFor();
  assert.equal(await page.getByRole("button", { name: "Restore" }).count(), 0);
  assert.equal(await page.getByRole("checkbox").count(), 0);
});

test("the recycling bin is accessible", async (t) => {
  const { portal } = await portalWithDeletedCalls();
  for (const look of looks) {
    const page = await openApp(t, portal, "/recycling-bin", look);
    await page.getByText("Third call").waitFor();
    await checkAccessibility(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/bin-${look.width}-${look.colorScheme}.png` });
  }
});
