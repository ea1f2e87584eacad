import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { purgePortalFiles } from "../../src/domain/files/purge-files.ts";
import { addFile, filesOnDisk, sendFile, sendForm } from "../support/files.ts";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged } from "../support/snapshot.ts";
import { storedRows } from "../support/stored-rows.ts";
import { dataFolder, newPortal, type TestPortal, testApp, withClockAhead } from "../support/test-app.ts";

const files = "/files/v3/files";

async function signedUrl(portal: TestPortal, id: string, query = ""): Promise<string> {
  const { status, body, text } = await portal.get(`${files}/${id}/signed-url${query}`);
  assert.equal(status, 200, text);
  return body.url;
}

test("an uploaded file is described with its digest, and its bytes come back as they were", async () => {
  const portal = await newPortal();
  const content = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
  const answer = await sendFile(portal, { content, name: "Über uns.PDF", fields: { folderPath: "/contracts/2026" } });
  assert.equal(answer.status, 201, answer.text);
  const { body } = answer;
  assert.match(body.id, /^\d{10,16}$/);
  assert.deepEqual(
    [body.name, body.extension, body.type, body.path, body.size, body.access, body.archived],
    ["Über uns", "pdf", "DOCUMENT", "/contracts/2026/Über uns.pdf", 70_000, "PRIVATE", false],
  );
  assert.equal(body.fileMd5, createHash("md5").update(content).digest("hex"));
  assert.deepEqual((await portal.get(`${files}/${body.id}`)).body, body);
  const folder = await portal.get(`/files/v3/folders/${body.parentFolderId}`);
  assert.deepEqual([folder.status, folder.body.path], [200, "/contracts/2026"]);

  const headers = { authorization: `Bearer ${portal.token}` };
  for (const [url, init] of [
    [`${portal.address}${files}/${body.id}/download`, { headers }],
    [await signedUrl(portal, body.id), {}],
  ] as const) {
    const read = await fetch(url, init);
    assert.equal(read.status, 200);
    assert.equal(read.headers.get("content-type"), "application/pdf");
    assert.equal(read.headers.get("content-length"), "70000");
    assert.equal(read.headers.get("x-content-type-options"), "nosniff");
    assert.match(read.headers.get("content-disposition") ?? "", /^inline; .*filename\*=UTF-8''%C3%9Cber%20uns\.pdf$/);
    assert.deepEqual(Buffer.from(await read.arrayBuffer()), content);
  }
});

test("a name that is taken gets a number, or the new content with overwrite", async () => {
  const portal = await newPortal();
  const first = (await sendFile(portal, { content: "one" })).body;
  const second = (await sendFile(portal, { content: "two" })).body;
  assert.deepEqual([first.path, second.path], ["/note.txt", "/note-1.txt"]);
  const third = await sendFile(portal, { content: "three", options: { access: "PRIVATE", overwrite: true } });
  assert.deepEqual([third.status, third.body.id, third.body.size], [201, first.id, 5]);
  assert.equal((await filesOnDisk(portal)).length, 2);
  const conflict = await portal.patch(`${files}/${second.id}`, { name: "note" });
  assertRefusal(conflict, 409, { category: "CONFLICT" });
  await portal.delete(`${files}/${first.id}`);
  assert.equal((await portal.patch(`${files}/${second.id}`, { name: "note" })).body.path, "/note.txt");
});

test("uploads of one name at the same time all get a name of their own", async () => {
  const portal = await newPortal();
  const answers = await Promise.all(Array.from({ length: 12 }, () => sendFile(portal)));
  assert.deepEqual(
    answers.map((answer) => answer.status),
    answers.map(() => 201),
  );
  assert.equal(new Set(answers.map((answer) => answer.body.path)).size, 12);
});

test("a duplicate is refused or given back where the options say so", async () => {
  const portal = await newPortal();
  const id = await addFile(portal, { content: "same" });
  const rejected = await sendFile(portal, {
    content: "same",
    options: { access: "PRIVATE", duplicateValidationStrategy: "REJECT" },
  });
  assertRefusal(rejected, 409, { category: "CONFLICT", message: new RegExp(`Existing ID: ${id}$`) });
  const returned = await sendFile(portal, {
    content: "same",
    options: { access: "PRIVATE", duplicateValidationStrategy: "RETURN_EXISTING" },
  });
  assert.deepEqual([returned.status, returned.body.id], [201, id]);
  assert.equal((await filesOnDisk(portal)).length, 1);
});

test("content is replaced under the same id, and the old bytes are gone", async () => {
  const portal = await newPortal();
  const id = await addFile(portal, { content: "old" });
  const url = await signedUrl(portal, id);
  const replaced = await sendFile(portal, { content: "newer", options: "" }, `${files}/${id}`, "PUT");
  assert.deepEqual([replaced.status, replaced.body.id, replaced.body.size, replaced.body.name], [200, id, 5, "note"]);
  assert.equal(await (await fetch(url)).text(), "newer");
  assert.equal((await filesOnDisk(portal)).length, 1);
  const missing = await sendFile(portal, {}, `${files}/1`, "PUT");
  assertRefusal(missing, 404, { category: "OBJECT_NOT_FOUND" });
  assert.equal((await filesOnDisk(portal)).length, 1);
});

test("a form that is not in order is refused and leaves neither row nor bytes", async () => {
  const portal = await newPortal();
  const without = new FormData();
  without.append("options", '{"access":"PRIVATE"}');
  const twice = new FormData();
  for (const name of ["a.txt", "b.txt"]) twice.append("file", new Blob(["x"]), name);
  const elsewhere = new FormData();
  elsewhere.append("other", new Blob(["x"]), "a.txt");
  await assertUnchanged(portal, async () => {
    for (const answer of [
      await sendForm(portal, without),
      await sendForm(portal, twice),
      await sendForm(portal, elsewhere),
      await sendFile(portal, { options: "" }),
      await sendFile(portal, { options: "{" }),
      await sendFile(portal, { options: "[]" }),
      await sendFile(portal, { options: { access: "EVERYBODY" } }),
      await sendFile(portal, { options: { access: null } }),
      await sendFile(portal, { options: { access: "PRIVATE", ttl: "soon" } }),
      await sendFile(portal, { options: { access: "PRIVATE", overwrite: "yes" } }),
      await sendFile(portal, { fields: { fileName: "../../etc/passwd" } }),
      await sendFile(portal, { fields: { fileName: "a\0b" } }),
      await sendFile(portal, { fields: { fileName: "x".repeat(256) } }),
      await sendFile(portal, { fields: { folderPath: "/a/../b" } }),
      await sendFile(portal, { fields: { folderPath: "/a".repeat(30) } }),
      await sendFile(portal, { fields: { folderId: "99" } }),
      await sendFile(portal, { fields: { folderId: "abc" } }),
      await portal.request("POST", files, "nothing", { "content-type": "multipart/form-data; boundary=x" }),
      await portal.request("POST", files, "--x\r\nbroken", { "content-type": "multipart/form-data; boundary=x" }),
      await portal.request("POST", files, "x", { "content-type": "multipart/form-data" }),
      await sendPart(portal, 'form-data; nam="options"'),
      await sendPart(portal, 'form-data; filename="note.txt"'),
      await sendPart(portal, 'form-data; name="file"\r\nContent-Type: application/octet-stream'),
    ]) {
      assertRefusal(answer, 400, { category: "VALIDATION_ERROR" });
    }
    assertRefusal(await portal.post(files, { file: "x" }), 415);
    assertRefusal(await portal.post(files), 415);
    const field = await sendFile(portal, { fields: { charsetHunch: "x".repeat(70_000) } });
    assertRefusal(field, 413);
  });
  assert.deepEqual(await filesOnDisk(portal), []);
});

/** Sends a form whose only part is described by this header. */
function sendPart(portal: TestPortal, disposition: string) {
  const form = `--x\r\nContent-Disposition: ${disposition}\r\n\r\ntext\r\n--x--\r\n`;
  return portal.request("POST", files, form, { "content-type": "multipart/form-data; boundary=x" });
}

test("a file may be as large as the limit, and not one byte more", async () => {
  const portal = await newPortal();
  const largest = Buffer.alloc(1024 * 1024, "x");
  assert.equal((await sendFile(portal, { content: largest })).body.size, largest.length);
  const answer = await sendFile(portal, { content: Buffer.concat([largest, Buffer.from("y")]) });
  assertRefusal(answer, 413, { message: /larger than 1048576 bytes/ });
  assertRefusal(await sendFile(portal, { content: Buffer.alloc(3_000_000) }), 413);
  assert.equal((await filesOnDisk(portal)).length, 1);
});

test("what was deleted long ago, or has expired, is purged with its bytes; other bytes that no file names too", async () => {
  const portal = await newPortal();
  const { services } = await testApp();
  const kept = await addFile(portal);
  await portal.delete(`${files}/${await addFile(portal)}`);
  const expiring = await addFile(portal, { options: { access: "PUBLIC_INDEXABLE", ttl: "P2D" } });
  const { url } = (await portal.get(`${files}/${expiring}`)).body;
  const stray = await services.files.store.receive(portal.portalId, Readable.from([Buffer.from("x")]));
  await purgePortalFiles(services, portal.portalId, 90);
  assert.equal((await filesOnDisk(portal)).length, 4);
  await withClockAhead(3 * 86_400_000, async () => {
    assert.equal((await fetch(url)).status, 404);
    assert.equal((await portal.get(`${files}/${expiring}`)).status, 404);
    await purgePortalFiles(services, portal.portalId, 2);
  });
  const long = join(await dataFolder(), "files", String(portal.portalId), `${stray.key}.part`);
  utimesSync(long, 0, 0);
  await purgePortalFiles(services, portal.portalId, 90);
  assert.deepEqual(
    (await storedRows(portal, "files")).map((row) => [String(row.file_id), row.content_key]),
    [[kept, (await filesOnDisk(portal))[0]]],
  );
  assert.equal((await filesOnDisk(portal)).length, 1);
});

test("an upload that is cut off leaves nothing", async () => {
  const portal = await newPortal();
  const abort = new AbortController();
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${"y".repeat(100_000)}`;
  let sent: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    sent = resolve;
  });
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
    pull: () => {
      sent();
      return new Promise<void>(() => {});
    },
  });
  const headers = { authorization: `Bearer ${portal.token}`, "content-type": "multipart/form-data; boundary=x" };
  const init = { method: "POST", headers, body, signal: abort.signal, duplex: "half" } as RequestInit;
  const upload = fetch(`${portal.address}${files}`, init);
  await begun;
  while ((await filesOnDisk(portal)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  abort.abort();
  await assert.rejects(upload);
  while ((await filesOnDisk(portal)).length > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual((await portal.get(`${files}/search`)).body.results, []);
});

test("files belong to their portal, and deleting takes them away", async () => {
  const [portal, other] = [await newPortal(), await newPortal()];
  const id = await addFile(portal);
  for (const answer of [
    await other.get(`${files}/${id}`),
    await other.get(`${files}/${id}/signed-url`),
    await other.get(`${files}/${id}/download`),
    await other.patch(`${files}/${id}`, { access: "PRIVATE" }),
    await sendFile(other, {}, `${files}/${id}`, "PUT"),
    await portal.get(`${files}/abc`),
    await portal.get(`${files}/9007199254740993`),
  ]) {
    assertRefusal(answer, 404, { category: "OBJECT_NOT_FOUND" });
  }
  for (const path of [`${files}/${id}`, `${files}/${id}/gdpr-delete`]) {
    assertRefusal(await other.delete(path), 404, { category: "OBJECT_NOT_FOUND" });
  }
  assert.equal((await portal.get(`${files}/${id}`)).status, 200);
  assert.equal((await portal.delete(`${files}/${id}`)).status, 204);
  assert.equal((await portal.delete(`${files}/${id}`)).status, 204);
  assert.equal((await portal.get(`${files}/${id}`)).status, 404);
  assert.equal((await filesOnDisk(portal)).length, 1);
  assert.equal((await portal.delete(`${files}/${id}/gdpr-delete`)).status, 204);
  assert.deepEqual(await filesOnDisk(portal), []);
  assert.equal((await portal.delete(`${files}/${id}`)).status, 404);
});

test("each route of files asks for its scope", async () => {
  const portal = await newPortal();
  const id = await addFile(portal);
  const [reader, writer, whole] = [
    await portal.withScopes(["files.read"]),
    await portal.withScopes(["files.write"]),
    await portal.withScopes(["files"]),
  ];
  for (const [answer, scope] of [
    [await sendFile(reader), "files.write"],
    [await reader.patch(`${files}/${id}`, { name: "x" }), "files.write"],
    [await writer.get(`${files}/${id}`), "files.read"],
    [await writer.delete(`${files}/${id}`), "files.delete"],
    [await writer.delete(`${files}/${id}/gdpr-delete`), "files.delete"],
  ] as const) {
    assertRefusal(answer, 403, { category: "MISSING_SCOPES" });
    assert.deepEqual(answer.body.errors[0].context, { requiredGranularScopes: [scope] });
  }
  assert.equal((await whole.get(`${files}/${id}`)).status, 200);
  assert.equal((await sendFile(whole)).status, 201);
});
