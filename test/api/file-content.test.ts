import assert from "node:assert/strict";
import { test } from "node:test";
import { addFile } from "../support/files.ts";
import { newPortal, type TestPortal, withClockAhead } from "../support/test-app.ts";

const files = "/files/v3/files";

async function signedUrl(portal: TestPortal, id: string, query = ""): Promise<string> {
  const { status, body, text } = await portal.get(`${files}/${id}/signed-url${query}`);
  assert.equal(status, 200, text);
  return body.url;
}

test("a file that is not public has no address without a signature, nor with one that is not its own", async () => {
  const portal = await newPortal();
  const [one, other] = [await addFile(portal), await addFile(portal)];
  const url = await signedUrl(portal, one, "?expirationSeconds=60");
  const query = new URL(url).search;
  const status = async (address: string) => (await fetch(address)).status;
  assert.equal(await status(url), 200);
  assert.equal(await status(url.replace(query, "")), 404);
  assert.equal(await status(url.replace(one, other)), 403);
  assert.equal(await status(url.replace(/expires=\d+/, "expires=9999999999")), 403);
  assert.equal(await status(url.replace(String(portal.portalId), String((await newPortal()).portalId))), 403);
  assert.equal(await status(url.replace(/signature=.*/, "signature=%00")), 403);
  assert.equal(await status(url.replace(/signature=.*/, "signature=")), 404);
  await withClockAhead(61_000, async () => assert.equal(await status(url), 403));
  await portal.delete(`${files}/${one}`);
  assert.equal(await status(url), 404);
});

test("a public file is everybody's at its address until its access changes", async () => {
  const portal = await newPortal();
  const id = await addFile(portal, { name: "page.html", content: "<script>", options: { access: "PUBLIC_INDEXABLE" } });
  const { url } = (await portal.get(`${files}/${id}`)).body;
  const read = await fetch(url);
  assert.equal(await read.text(), "<script>");
  // Nothing that was uploaded runs as a page of the server.
  assert.match(read.headers.get("content-disposition") ?? "", /^attachment;/);
  assert.match(read.headers.get("content-security-policy") ?? "", /sandbox/);
  const again = await fetch(url, { headers: { "if-none-match": read.headers.get("etag") ?? "" } });
  assert.equal(again.status, 304);
  const changed = await portal.patch(`${files}/${id}`, { access: "HIDDEN_PRIVATE" });
  assert.deepEqual([changed.status, changed.body.access], [200, "HIDDEN_PRIVATE"]);
  assert.equal((await fetch(url)).status, 404);
});

test("parts of a file are given out, and a range outside of it is refused", async () => {
  const portal = await newPortal();
  const url = await signedUrl(portal, await addFile(portal, { content: "0123456789" }));
  for (const [range, status, text, contentRange] of [
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-2", 206, "89", "bytes 8-9/10"],
    ["bytes=0-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=4-2", 200, "0123456789", null],
    ["bytes=0-1,3-4", 200, "0123456789", null],
    ["lines=1-2", 200, "0123456789", null],
  ] as const) {
    const read = await fetch(url, { headers: { range } });
    assert.deepEqual([read.status, await read.text(), read.headers.get("content-range")], [status, text, contentRange]);
  }
  for (const range of ["bytes=10-", "bytes=99-100", "bytes=-0"]) {
    const refused = await fetch(url, { headers: { range } });
    assert.deepEqual([refused.status, refused.headers.get("content-range")], [416, "bytes */10"], range);
    await refused.text();
  }
});
