import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, watchMethods } from "../../support/sdk.ts";
import { newPortal } from "../../support/test-app.ts";

/** Imports from addresses elsewhere and changes that go on in the background; the server has no such thing. */
const absent = ["importFromUrl", "checkImport", "doSearch", "checkUpdateStatus", "updatePropertiesRecursively"];

test("the typed methods of the official SDK for files and folders work", async () => {
  const portal = await newPortal();
  const { filesApi, foldersApi } = clientOf(portal).files;
  const { watched, uncalled } = watchMethods({ files: filesApi, folders: foldersApi });
  const { files, folders } = watched;

  const folder = await folders.create({ name: "recordings" });
  const part = { data: Buffer.from("sound"), name: "call.wav" };
  const options = JSON.stringify({ access: "PRIVATE" });
  const file = await files.upload(part, folder.id, undefined, "first.wav", undefined, options);
  assert.deepEqual([file.path, file.type, file.parentFolderId], ["/recordings/first.wav", "AUDIO", folder.id]);
  assert.ok(folder.createdAt instanceof Date);
  assert.equal((await files.getById(file.id)).name, "first");
  const link = await files.getSignedUrl(file.id, undefined, 60);
  assert.equal(await (await fetch(link.url)).text(), "sound");
  assert.ok(link.expiresAt.getTime() > Date.now());
  const renamed = await files.updateProperties(file.id, { name: "second", access: "PUBLIC_NOT_INDEXABLE" as never });
  assert.deepEqual([renamed.name, renamed.access], ["second", "PUBLIC_NOT_INDEXABLE"]);
  const replaced = await files.replace(file.id, { data: Buffer.from("louder"), name: "x.wav" }, undefined, options);
  assert.deepEqual([replaced.id, replaced.size], [file.id, 6]);
  const found = await files.doSearch(undefined, undefined, undefined, undefined, undefined, [Number(file.id)]);
  assert.deepEqual(
    found.results.map((result) => result.id),
    [file.id],
  );
  assert.equal((await files.getMetadata("/recordings/second.wav")).file?.id, file.id);

  assert.equal((await folders.getByPath("recordings")).id, folder.id);
  const moved = await folders.updateProperties(folder.id, { name: "calls" });
  assert.deepEqual([moved.name, moved.path], ["calls", "/calls"]);
  const inner = await folders.create({ name: "inner", parentPath: "/calls" });
  assert.equal(inner.parentFolderId, folder.id);
  await folders.archiveByPath("calls/inner");
  await assert.rejects(folders.getById(inner.id), { code: 404 });

  await files.archive(file.id);
  await assert.rejects(files.getById(file.id), { code: 404 });
  const secret = await files.upload(part, folder.id, undefined, "secret.wav", undefined, options);
  await files._delete(secret.id);
  await assert.rejects(files.getSignedUrl(secret.id), { code: 404 });
  await folders.archive(folder.id);
  await assert.rejects(folders.getById(folder.id), { code: 404 });
  assert.deepEqual(
    uncalled().filter((method) => !absent.includes(method.split(".")[1] as string)),
    [],
  );
});
