import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

test("a call is logged by keyboard alone, with the contact found by phone and a deal", async (t) => {
  const portal = await newPortal();
  const contact = await portal.create("contacts", {
    firstname: "Mara",
    lastname: "Okonkwo",
    email: "mara@okonkwo.example",
    phone: "+49 30 5557788",
  });
  const deal = await portal.create("deals", { dealname: "Renewal 2027" });
  const page = await openApp(t, portal, "/log-call");
  await page.getByLabel("Contact", { exact: true }).waitFor();
  await page.keyboard.type("5557788");
  await page.getByRole("option", { name: /Mara Okonkwo/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("No such outcome");
  // Where there is nothing to pick, Enter must not log the call as it is.
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Connected");
  await page.getByRole("option", { name: "Connected" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByLabel("Duration").focus();
  await page.keyboard.type("5:18");
  await page.getByRole("textbox", { name: "Notes" }).focus();
  await page.keyboard.type("Wants an offer until Friday");
  await page.getByRole("combobox", { name: "Deals" }).focus();
  await page.keyboard.type("Renewal");
  await page.getByRole("option", { name: "Renewal 2027" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Enter");
  await page.getByText("The call is logged").waitFor();
  await page.getByRole("heading", { name: "Mara Okonkwo", level: 1 }).waitFor();

  const shown = "hs_call_title,hs_call_body,hs_call_duration,hs_call_direction,hs_call_disposition,hs_call_to_number";
  const { body } = await portal.get(`/crm/v3/objects/calls?associations=contacts,deals&properties=${shown}`);
  assert.equal(body.results.length, 1);
  const [{ properties, associations }] = body.results;
  assert.equal(properties.hs_call_title, "Call with Mara Okonkwo");
  assert.match(properties.hs_call_body, /Wants an offer until Friday/);
  assert.equal(properties.hs_call_duration, "318000");
  assert.equal(properties.hs_call_direction, "OUTBOUND");
  assert.equal(properties.hs_call_to_number, "+49 30 5557788");
  assert.equal(properties.hs_call_disposition, "f240bbac-87c9-4f6e-bf70-924b57d47db7");
  assert.equal(associations.contacts.results[0].id, contact);
  assert.equal(associations.deals.results[0].id, deal);
});

test("the form is accessible, and a record in the address is chosen already", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("companies", { name: "Fernweh Reisen", domain: "fernweh.example" });
  for (const look of looks) {
    const page = await openApp(t, portal, `/log-call?objectType=companies&objectId=${id}`, look);
    await page.getByRole("textbox", { name: "Notes" }).waitFor();
    assert.equal(await page.getByLabel("Company", { exact: true }).inputValue(), "Fernweh Reisen");
    await checkAccessibility(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/log-${look.width}-${look.colorScheme}.png` });
  }
});
