import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

/** Each would call `stolen()` if it ever ran. */
const attacks = [
  "<script>stolen('script')</script>",
  "<img src=x onerror=\"stolen('image')\">",
  "<svg onload=\"stolen('svg')\"><circle r=1 /></svg>",
  "<a href=\"javascript:stolen('link')\">press me</a>",
  "<iframe srcdoc=\"<script>parent.stolen('frame')</script>\"></iframe>",
  "<details open ontoggle=\"stolen('toggle')\"><summary>more</summary></details>",
  "<math><mtext><table><mglyph><style><img src=x onerror=\"stolen('mutation')\"></style></mglyph></table></mtext></math>",
  "<form action=\"javascript:stolen('form')\"><button>send</button></form>",
  // No address at all: it must not end the page either.
  '<img src="http://[">',
  "{{constructor.constructor(\"stolen('template')\")()}}",
];

test("nothing that is stored in a call, its contact, its file or an outcome ever runs", async (t) => {
  const portal = await newPortal();
  const all = attacks.join("");
  const outcome = await portal.post("/calling/v1/dispositions", { label: attacks[1] });
  assert.equal(outcome.status, 201, outcome.text);
  const contact = await portal.create("contacts", { firstname: attacks[1], lastname: attacks[0] });
  const form = new FormData();
  form.append("file", new Blob(["text"]), "<img src=x onerror=stolen('file')>.txt");
  form.append("folderPath", "/calls");
  form.append("options", JSON.stringify({ access: "PRIVATE" }));
  const headers = { authorization: `Bearer ${portal.token}` };
  const upload = await fetch(`${portal.address}/files/v3/files`, { method: "POST", headers, body: form });
  const { id: fileId } = (await upload.json()) as { id: string };
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }];
  const properties = {
    hs_call_title: all,
    hs_call_body: all,
    hs_call_disposition: outcome.body.id,
    hs_attachment_ids: fileId,
    hs_call_from_number: "javascript:stolen('number')",
    hs_follow_up_action: all,
  };
  const id = await portal.create("calls", properties, [{ to: { id: contact }, types }]);

  // Without the policy, which would stop most of them a second time; and whatever is asked for in vain (the picture
  // "x") would be told in the console.
  const page = await openApp(t, portal, "/calls", { withoutPolicy: true });
  const ran: string[] = [];
  await page.exposeFunction("stolen", (by: string) => ran.push(by));
  page.on("dialog", (dialog) => dialog.dismiss());

  await page.goto("/calls?columns=contacts,hs_call_body,hs_body_preview,hs_call_disposition,hs_call_from_number");
  await page.getByRole("link", { name: "stolen('script')" }).first().waitFor();
  await page.goto(`/calls/${id}`);
  await page.getByRole("heading", { name: "About this call" }).waitFor();
  await page.getByText("press me").first().waitFor();
  for (const link of await page.getByText("press me", { exact: true }).all()) {
    assert.doesNotMatch((await link.getAttribute("href")) ?? "", /javascript/i);
    await link.click({ force: true });
  }
  const addresses = await page.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.deepEqual(
    addresses.filter((address) => /javascript:/i.test(address ?? "")),
    [],
  );
  await page.getByRole("button", { name: /^Follow-up/ }).click();
  await page.getByRole("button", { name: "Edit the notes" }).click();
  await page.getByRole("textbox", { name: "Call notes" }).waitFor();
  await page.getByRole("button", { name: "History", exact: true }).click();
  await page.getByRole("dialog", { name: "History" }).getByRole("listitem").first().waitFor();

  const logged = await portal.patch(`/crm/v3/objects/calls/${id}`, { properties: { hs_follow_up_action: `${all}!` } });
  await portal.patch(`/crm/v3/objects/contacts/${contact}`, { properties: { hs_pinned_engagement_id: id } });
  await portal.delete(`/crm/v3/objects/calls/${await portal.create("calls", properties)}`);
  const elsewhere = [
    `/records/contacts/${contact}`,
    "/records/contacts",
    "/recycling-bin",
    "/overview",
    "/settings/outcomes",
    `/requests/${logged.headers.get("x-hubspot-correlation-id")}`,
    `/log-call?objectType=contacts&objectId=${contact}`,
  ];
  for (const path of elsewhere) {
    await page.goto(path);
    await page.getByText("stolen(").first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    const links = await page.locator("a").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
    assert.deepEqual(
      links.filter((address) => /javascript:/i.test(address ?? "")),
      [],
      path,
    );
  }
  assert.deepEqual(ran, []);
});
