import { test } from "node:test";
import { checkAccessibility, looks, openApp } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

test("records are listed by what was changed last, and found by phone number", async (t) => {
  const portal = await newPortal();
  await portal.create("contacts", { firstname: "Mara", lastname: "Okonkwo", phone: "+49 30 5557788" });
  await portal.create("contacts", { firstname: "Jun", lastname: "Tanaka", phone: "+81 3 5550100" });
  const page = await openApp(t, portal, "/records/contacts");
  await page.getByRole("row", { name: /Jun Tanaka/ }).waitFor();
  await page.getByLabel("Find contacts").fill("5557788");
  await page.getByRole("row", { name: /Jun Tanaka/ }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Mara Okonkwo" }).click();
  await page.getByRole("heading", { name: "Mara Okonkwo", level: 1 }).waitFor();
});

test("the lists of records are accessible, empty ones too", async (t) => {
  const portal = await newPortal();
  await portal.create("companies", { name: "Fernweh Reisen", domain: "fernweh.example" });
  for (const look of looks) {
    const page = await openApp(t, portal, "/records/companies", look);
    await page.getByRole("link", { name: "Fernweh Reisen" }).waitFor();
    await checkAccessibility(page);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/list-${look.width}-${look.colorScheme}.png` });
    await page.goto("/records/tickets");
    await page.getByText("No tickets yet").waitFor();
    await checkAccessibility(page);
  }
});
