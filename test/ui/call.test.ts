import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { checkEveryLook, openApp } from "../support/app-page.ts";
import { connected, noAnswer } from "../support/many-calls.ts";
import { newPortal } from "../support/test-app.ts";
import { silence } from "../support/wave-file.ts";

async function openCall(...[t, portal, id, settings]: Parameters<typeof openApp>): Promise<Page> {
  const page = await openApp(t, portal, `/calls/${id}`, settings);
  await page.getByRole("heading", { name: "About this call" }).waitFor();
  return page;
}

/** Players seek only in what comes in parts. */
function partOf(file: Buffer, range = "bytes=0-") {
  const start = Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0);
  const headers = {
    "accept-ranges": "bytes",
    "content-range": `bytes ${start}-${file.length - 1}/${file.length}`,
    "content-type": "audio/wav",
  };
  return { status: 206, headers, body: file.subarray(start) };
}

test("a property is changed where it stands, and its history tells who, when, from what to what", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_disposition: noAnswer, hs_call_title: "Renewal" });
  const page = await openCall(t, portal, id);
  await page.getByRole("button", { name: "Edit Call outcome" }).click();
  await page.getByRole("option", { name: "Connected" }).click();
  await page.getByRole("button", { name: "Save Call outcome" }).click();
  await page.getByRole("button", { name: "Edit Call outcome" }).waitFor();
  await page.getByRole("button", { name: "Edit Call duration" }).click();
  await page.getByRole("textbox", { name: "Call duration" }).fill("1:30");
  await page.keyboard.press("Enter");
  await page.getByText("1 min 30 s").first().waitFor();
  const { body } = await portal.get(`/crm/v3/objects/calls/${id}?properties=hs_call_disposition,hs_call_duration`);
  assert.equal(body.properties.hs_call_disposition, connected);
  assert.equal(body.properties.hs_call_duration, "90000");
  await page.getByRole("button", { name: "History of Call outcome" }).click();
  const history = page.getByRole("dialog", { name: "History of Call outcome" });
  const latest = history.getByRole("listitem").first();
  await latest.getByText("No answer").waitFor();
  assert.match(await latest.innerText(), /No answer[\s\S]*Connected[\s\S]*Ada Agent · in the app/);
  assert.match(await history.getByRole("listitem").last().innerText(), /No answer[\s\S]*through the API/);
});

test("what the server refuses is said at the control, and the former value comes back", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_recording_url: "https://recordings.example/1.mp3" });
  const page = await openCall(t, portal, id, { expectedErrors: /status of 400/ });
  await page.getByRole("button", { name: /^Recording and transcript/ }).click();
  await page.getByRole("button", { name: "Edit Recording URL" }).click();
  await page.getByRole("textbox", { name: "Recording URL" }).fill("no address");
  await page.keyboard.press("Enter");
  await page
    .getByText(/no address|must be|not valid/i)
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "https://recordings.example/1.mp3" }).waitFor();
});

test("the title and the notes are changed, and the notes are rich text", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Before", hs_call_body: "<p>Said <b>yes</b></p>" });
  const page = await openCall(t, portal, id);
  await page.getByRole("button", { name: "Edit the title" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("After");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "After" }).waitFor();
  await page.getByRole("button", { name: "Edit the notes" }).click();
  const editor = page.getByRole("textbox", { name: "Call notes" });
  await editor.waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" and then no");
  await page.getByRole("button", { name: "Save notes" }).click();
  await page.getByText("and then no").first().waitFor();
  const { body } = await portal.get(`/crm/v3/objects/calls/${id}?properties=hs_call_title,hs_call_body`);
  assert.equal(body.properties.hs_call_title, "After");
  assert.match(body.properties.hs_call_body, /<strong>yes.* and then no/);
});

test("notes with more than the editor keeps are edited as HTML, and nothing of them is lost", async (t) => {
  const portal = await newPortal();
  const notes =
    '<div><p>Offer:</p><table><tbody><tr><td colspan="2">Seats</td></tr></tbody></table>' +
    '<p>x<sup>2</sup> <img src="/favicon.svg" alt="plan"> <a href="/calls">more</a></p></div>';
  const id = await portal.create("calls", { hs_call_body: notes });
  const stored = async () =>
    (await portal.get(`/crm/v3/objects/calls/${id}?properties=hs_call_body`)).body.properties.hs_call_body;
  const page = await openCall(t, portal, id);
  await page.getByRole("button", { name: "Edit the notes" }).click();
  const warning = page.getByRole("alert").filter({ hasText: "nothing is lost" });
  await warning.getByText("tables, <sup>, pictures, and links of other kinds").waitFor();
  const source = page.getByRole("textbox", { name: "Call notes" });
  assert.equal(await source.inputValue(), notes);
  await checkEveryLook(page);
  await source.fill(notes.replace("Seats", "Seats: 12"));
  await page.getByRole("button", { name: "Save notes" }).click();
  await page.getByRole("cell", { name: "Seats: 12" }).waitFor();
  assert.equal(await stored(), notes.replace("Seats", "Seats: 12"));

  await page.getByRole("button", { name: "Edit the notes" }).click();
  await page.getByRole("button", { name: "Edit with formatting and lose it" }).click();
  await page.getByRole("button", { name: "Bold" }).waitFor();
  await page.getByRole("textbox", { name: "Call notes" }).press("Control+End");
  await page.keyboard.type(" Done");
  await page.getByRole("button", { name: "Save notes" }).click();
  await page.getByText("Done").first().waitFor();
  assert.match(await stored(), /^<p>Offer:<\/p>.*Seats: 12.* Done/);
  assert.doesNotMatch(await stored(), /<table|<img|<sup/);
});

test("files are attached, downloaded and removed", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("calls");
  const page = await openCall(t, portal, id);
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  const files = ["one.txt", "two.txt"].map((name) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from(`in ${name}`),
  }));
  await (await chosen).setFiles(files);
  await page.getByRole("link", { name: "two.txt" }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "one.txt" }).click();
  const parts: Buffer[] = [];
  for await (const part of await (await download).createReadStream()) parts.push(part as Buffer);
  assert.equal(Buffer.concat(parts).toString(), "in one.txt");
  await page.getByRole("button", { name: "Remove one.txt" }).click();
  await page.getByRole("link", { name: "one.txt" }).waitFor({ state: "detached" });
  const { body } = await portal.get(`/crm/v3/objects/calls/${id}?properties=hs_attachment_ids`);
  assert.match(body.properties.hs_attachment_ids, /^\d+$/);
});

test("a record is found by typing, associated with a label, and taken off again", async (t) => {
  const portal = await newPortal();
  await portal.post("/crm/v4/associations/calls/contacts/labels", { label: "Decides", name: "decides" });
  const contact = await portal.create("contacts", {
    firstname: "Grace",
    lastname: "Hopper",
    email: "grace@example.com",
  });
  await portal.create("contacts", { firstname: "Ada", lastname: "Lovelace" });
  const id = await portal.create("calls");
  const page = await openCall(t, portal, id);
  await page.getByRole("button", { name: "Associate a contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Associate a contact" });
  await dialog.getByLabel("Contact", { exact: true }).fill("hopper");
  await page.getByRole("option", { name: "Grace Hopper" }).click();
  await dialog.getByRole("combobox", { name: "Labels" }).click();
  await page.getByRole("option", { name: "Decides" }).click();
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Associate", exact: true }).click();
  await page.getByRole("link", { name: "Grace Hopper" }).waitFor();
  await page.getByText("Decides", { exact: true }).first().waitFor();
  const list = () => portal.get(`/crm/v4/objects/calls/${id}/associations/contacts`);
  const { results } = (await list()).body;
  assert.equal(String(results[0].toObjectId), contact);
  assert.ok(results[0].associationTypes.some(({ label }: { label: string | null }) => label === "Decides"));
  await page.getByRole("button", { name: "Change the association with Grace Hopper" }).click();
  await page.getByRole("menuitem", { name: "Remove the association" }).click();
  await page.getByRole("link", { name: "Grace Hopper" }).waitFor({ state: "detached" });
  assert.deepEqual((await list()).body.results, []);
});

test("a recording plays, is sought in, and speeds up; nothing is loaded before", async (t) => {
  const portal = await newPortal();
  const url = "https://recordings.example/1.wav";
  const id = await portal.create("calls", {
    hs_call_recording_url: url,
    hs_call_status: "MISSED",
    hs_call_has_voicemail: "true",
  });
  const page = await openApp(t, portal, "/calls");
  let asked = 0;
  await page.route(url, (route) => {
    asked += 1;
    return route.fulfill(partOf(silence(30), route.request().headers().range));
  });
  await page.goto(`/calls/${id}`);
  const player = page.getByRole("region", { name: "Voicemail" });
  await player.getByText("Voicemail").waitFor();
  assert.equal(asked, 0);
  await player.getByRole("combobox", { name: "Speed" }).click();
  await page.getByRole("option", { name: "2×" }).click();
  await player.getByRole("button", { name: "Play the voicemail" }).click();
  await player.getByText(/0:0[1-9] \/ 0:30/).waitFor();
  const rate = await page.locator("audio").evaluate((audio: { playbackRate: number }) => audio.playbackRate);
  assert.equal(rate, 2);
  await player.getByRole("button", { name: "Pause" }).click();
  await player.getByRole("slider", { name: "Position" }).press("End");
  await player.getByText("0:30 / 0:30").waitFor();
  await player.getByRole("button", { name: "Back 10 seconds" }).click();
  await player.getByText("0:20 / 0:30").waitFor();
});

test("a call is deleted, found in the recycling bin at its own address, and restored", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  const page = await openCall(t, portal, id, { expectedErrors: /status of 404/ });
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Calls" }).waitFor();
  assert.equal((await portal.get(`/crm/v3/objects/calls/${id}`)).status, 404);
  await page.goto(`/calls/${id}`);
  await page.getByText("This call is in the recycling bin").waitFor();
  await page.getByRole("button", { name: "Restore it" }).click();
  await page.getByRole("heading", { level: 1, name: "Renewal" }).waitFor();
});

test("the link that the API gives with a call opens it", async (t) => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  const { body } = await portal.get(`/crm/v3/objects/calls/${id}`);
  const page = await openApp(t, portal, body.url);
  await page.getByRole("heading", { level: 1, name: "Renewal" }).waitFor();
  assert.equal(new URL(page.url()).pathname, `/calls/${id}`);
});

test("a call is accessible in every look, with its properties, editors and history open", async (t) => {
  const portal = await newPortal();
  const contact = await portal.create("contacts", { firstname: "Grace", email: "grace@example.com" });
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }];
  const properties = {
    hs_call_title: "Renewal",
    hs_call_body: "<h2>Agreed</h2><ul><li>a year</li></ul><p>See the <a href='https://example.com'>offer</a>.</p>",
    hs_call_disposition: connected,
    hs_call_direction: "OUTBOUND",
    hs_call_duration: "90000",
    hs_call_recording_url: "https://recordings.example/1.mp3",
    hubspot_owner_id: portal.ownerId,
    hs_call_to_number: "+4930123456",
  };
  const id = await portal.create("calls", properties, [{ to: { id: contact }, types }]);
  const page = await openCall(t, portal, id);
  await page.getByRole("link", { name: "Grace" }).waitFor();
  await page.getByRole("button", { name: /^Where it came from/ }).click();
  await page.getByRole("button", { name: "Edit the notes" }).click();
  await page.getByRole("textbox", { name: "Call notes" }).waitFor();
  await page.getByRole("button", { name: "Edit From number" }).click();
  await checkEveryLook(page);
  await page.getByRole("button", { name: "History", exact: true }).click();
  await page.getByRole("dialog", { name: "History" }).getByRole("listitem").first().waitFor();
  await checkEveryLook(page);
});
