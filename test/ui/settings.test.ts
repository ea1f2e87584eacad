import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

test("an outcome is added, renamed and deleted, and offered accordingly", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/settings/outcomes");
  await page.getByLabel("New outcome").fill("Asked for a call back");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Rename Asked for a call back" }).click();
  await page.getByLabel("New label of Asked for a call back").fill("Call back");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Delete Call back" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("The outcome is deleted").waitFor();
  const { body } = await portal.get("/calling/v1/dispositions");
  const own = body.find(({ label }: { label: string }) => label === "Call back");
  assert.ok(own === undefined || own.deleted, "it is offered no more");
});

test("a property is made with options, and a refused one says why", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/settings/properties", { expectedErrors: /status of 4\d\d/ });
  await page.getByRole("combobox", { name: "Records" }).click();
  await page.getByRole("option", { name: "Calls" }).click();
  for (const again of [false, true]) {
    await page.getByRole("button", { name: "Make a property" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Label").fill("Mood of the caller");
    await dialog.getByRole("combobox", { name: "Kind" }).click();
    await page.getByRole("option", { name: "One of several" }).click();
    await dialog.getByLabel("Options").fill("Happy");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Angry");
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Save" }).click();
    if (again) await dialog.getByRole("alert").waitFor();
    else await dialog.waitFor({ state: "detached" });
  }
  const { body } = await portal.get("/crm/v3/properties/calls/mood_of_the_caller");
  assert.equal(body.type, "enumeration");
  assert.deepEqual(
    body.options.map(({ label, value }: { label: string; value: string }) => [label, value]),
    [
      ["Happy", "happy"],
      ["Angry", "angry"],
    ],
  );
});

test("labels and stages are made", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/settings/labels");
  await page.getByLabel("New label").fill("Referred by");
  await page.getByLabel("Seen from the other side").fill("Referred to");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("Referred by", { exact: true }).waitFor();
  const labels = await portal.get("/crm/v4/associations/contacts/calls/labels");
  assert.ok(labels.body.results.some(({ label }: { label: string | null }) => label === "Referred to"));

  await page.getByRole("tab", { name: "Pipelines" }).click();
  await page.getByLabel("New stage of Sales Pipeline").fill("Legal check");
  await page.keyboard.press("Enter");
  await page.getByText("Legal check").waitFor();
  await page.getByRole("button", { name: "Move Legal check up" }).click();
  await page.getByText("The stage is changed").first().waitFor();
});

test("a token is shown once, and works until it is revoked", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/settings/tokens");
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Phone system");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = (await page.getByTestId("token").textContent()) ?? "";
  const read = () => fetch(`${portal.address}/crm/v3/owners`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await read()).status, 200);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Revoke Phone system" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("The token is revoked").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Make a token" }).waitFor();
  assert.equal(await page.getByText("Phone system").count(), 0);
});

test("the settings are accessible", async (t) => {
  const portal = await newPortal();
  for (const look of looks) {
    const page = await openApp(t, portal, "/settings", look);
    for (const tab of [
      "Outcomes",
      "Call types",
      "Owners",
      "Properties",
      "Association labels",
      "Pipelines",
      "Access tokens",
    ]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("tabpanel").waitFor();
      await checkAccessibility(page);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/settings-${tab}-${look.width}-${look.colorScheme}.png` });
    }
  }
});
