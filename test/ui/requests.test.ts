import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

test("a request shows up while one looks, with both bodies, and is found by its correlation id", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/requests");
  await page.getByText("No requests").waitFor();
  const answer = await portal.post("/crm/v3/objects/contacts", { properties: { email: "no address" } });
  assert.equal(answer.status, 400);
  await page.getByRole("button", { name: "/crm/v3/objects/contacts" }).click();
  const details = page.getByRole("dialog");
  await details.getByText("no address").first().waitFor();
  await details.getByText(answer.body.correlationId).first().waitFor();
  assert.match(page.url(), new RegExp(`/requests/${answer.body.correlationId}$`));
  assert.equal(await page.getByText(portal.token).count(), 0, "no secret is shown");
  await details.getByRole("button", { name: "Close" }).click();
  await details.waitFor({ state: "detached" });

  await portal.get("/crm/v3/owners");
  await page.getByRole("button", { name: "/crm/v3/owners" }).waitFor();
  await page.getByLabel("Search requests").fill(answer.body.correlationId);
  await page.getByRole("button", { name: "/crm/v3/owners" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "/crm/v3/objects/contacts" }).waitFor();
});

test("a request is copied as a line for a shell, which does the same again", async (t) => {
  const portal = await newPortal();
  const created = await portal.post("/crm/v3/objects/companies", { properties: { name: "Bo's & Söhne" } });
  const id = created.headers.get("x-hubspot-correlation-id");
  const page = await openApp(t, portal, `/requests/${id}`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy as curl" }).click();
  const line = (await page.evaluate("navigator.clipboard.readText()")) as string;
  const env = { ...process.env, TOKEN: portal.token };
  const { stdout } = await promisify(execFile)("/bin/sh", ["-c", `${line} -s`], { env });
  assert.equal(JSON.parse(stdout).properties.name, "Bo's & Söhne");
});

test("the request log is accessible, with a request open and without", async (t) => {
  const portal = await newPortal();
  const { headers } = await portal.post("/crm/v3/objects/companies", { properties: { name: "Fernweh Reisen" } });
  for (const look of looks) {
    const page = await openApp(t, portal, "/requests", look);
    await page.getByRole("button", { name: "/crm/v3/objects/companies" }).waitFor();
    await checkAccessibility(page);
    await page.goto(`/requests/${headers.get("x-hubspot-correlation-id")}`);
    await page.getByRole("dialog").getByRole("heading", { name: "Answer" }).waitFor();
    await checkAccessibility(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/requests-${look.width}-${look.colorScheme}.png` });
  }
});
