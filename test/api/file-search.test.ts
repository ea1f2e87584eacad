import assert from "node:assert/strict";
import { test } from "node:test";
import { addFile } from "../support/files.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, withClockAhead } from "../support/test-app.ts";

const search = "/files/v3/files/search";
const folders = "/files/v3/folders";

test("files are found by each of their marks, and by several together", async () => {
  const portal = await newPortal();
  const note = await addFile(portal, { name: "Offer note.txt", content: "12345" });
  const sound = await withClockAhead(60_000, () =>
    addFile(portal, {
      name: "offer.WAV",
      content: "123",
      fields: { folderPath: "/calls" },
      options: { access: "PUBLIC_INDEXABLE" },
    }),
  );
  const [noted, sounded] = [
    (await portal.get(`/files/v3/files/${note}`)).body,
    (await portal.get(`/files/v3/files/${sound}`)).body,
  ];
  const found = async (query: string) => {
    const answer = await portal.get(`${search}?${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body.results.map((file: { id: string }) => file.id);
  };
  assert.deepEqual(await found(""), [note, sound]);
  assert.deepEqual(await found("sort=-createdAt"), [sound, note]);
  assert.deepEqual(await found("sort=size"), [sound, note]);
  assert.deepEqual(await found("sort=-type,name"), [note, sound]);
  for (const [query, ids] of [
    ["name=note", [note]],
    ["name=ffer", [note, sound]],
    ["name=%25", []],
    ["type=AUDIO", [sound]],
    ["extension=wav&type=audio", [sound]],
    ["extension=wav&type=IMG", []],
    [`ids=${note}`, [note]],
    [`ids=${note}&ids=${sound}`, [note, sound]],
    [`idGte=${sound}`, [sound]],
    ["sizeGte=4", [note]],
    ["sizeLte=4", [sound]],
    ["size=5", [note]],
    [`fileMd5=${noted.fileMd5.toUpperCase()}`, [note]],
    [`parentFolderIds=${sounded.parentFolderId}`, [sound]],
    ["path=/calls/offer.wav", [sound]],
    ["path=/nowhere/offer.wav", []],
    [`createdAtGte=${encodeURIComponent(sounded.createdAt)}`, [sound]],
    [`updatedAtLte=${Date.parse(noted.updatedAt)}`, [note]],
    ["allowsAnonymousAccess=true", [sound]],
    ["isUsableInContent=false", []],
  ] as const) {
    assert.deepEqual(await found(query), ids, query);
  }
});

test("search goes page by page", async () => {
  const portal = await newPortal();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.push(await addFile(portal));
  const seen: string[] = [];
  let path: string | undefined = `${search}?limit=2`;
  while (path) {
    const { body }: { body: { results: { id: string }[]; paging?: { next: { link: string } } } } =
      await portal.get(path);
    seen.push(...body.results.map((file) => file.id));
    path = body.paging?.next.link.slice(portal.address.length);
  }
  assert.deepEqual(seen, ids);
});

test("a filter that cannot be read is refused by its name", async () => {
  const portal = await newPortal();
  for (const [query, name] of [
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["after=x", "after"],
    ["after=10000", "after"],
    ["sort=__proto__", "sort"],
    ["ids=abc", "ids"],
    ["parentFolderIds=99999999999999999999", "parentFolderIds"],
    ["size=-1", "size"],
    ["idLte=1.5", "idLte"],
    ["createdAtGte=yesterday", "createdAtGte"],
    ["isUsableInContent=maybe", "isUsableInContent"],
  ]) {
    const answer = await portal.get(`${search}?${query}`);
    assertRefusal(answer, 400, { message: new RegExp(`query parameter: ${name}\\b`) }, query);
  }
});

test("a path leads to its file or folder, with its slashes as they are or encoded", async () => {
  const portal = await newPortal();
  const id = await addFile(portal, { name: "a b.txt", fields: { folderPath: "one/two" } });
  for (const path of ["one/two/a b.txt", "/one/two/a%20b.txt", "one%2Ftwo%2Fa%20b.txt"]) {
    assert.equal((await portal.get(`/files/v3/files/stat/${path}`)).body.file.id, id, path);
  }
  assert.equal((await portal.get("/files/v3/files/stat/one/two")).body.folder.path, "/one/two");
  assert.equal((await portal.get(`${folders}/one/two`)).body.name, "two");
  for (const path of ["one/three", "a b.txt", "two", ""]) {
    assert.equal((await portal.get(`/files/v3/files/stat/${path}`)).status, 404, path);
  }
  assertRefusal(await portal.get("/files/v3/files/stat/nowhere"), 404, {
    message: "No file or folder exists at path",
  });
});

test("a folder is made, renamed with all that lies in it, moved, and deleted once it is empty", async () => {
  const portal = await newPortal();
  const outer = (await portal.post(folders, { name: "outer" })).body;
  const inner = await portal.post(folders, { name: "inner", parentFolderId: outer.id });
  assert.deepEqual([inner.status, inner.body.path, inner.body.parentFolderId], [201, "/outer/inner", outer.id]);
  const file = await addFile(portal, { fields: { folderId: inner.body.id } });
  assertRefusal(await portal.post(folders, { name: "inner", parentPath: "/outer" }), 409);
  assert.equal((await portal.patch(`${folders}/${outer.id}`, { name: "renamed" })).body.path, "/renamed");
  assert.equal((await portal.get(`/files/v3/files/${file}`)).body.path, "/renamed/inner/note.txt");
  for (const parentFolderId of [inner.body.id, outer.id]) {
    assertRefusal(await portal.patch(`${folders}/${outer.id}`, { parentFolderId }), 400, { message: /into itself/ });
  }
  assertRefusal(await portal.delete(`${folders}/${inner.body.id}`), 400, { message: /not empty/ });
  assertRefusal(await portal.delete(`${folders}/${outer.id}`), 400, { message: /not empty/ });
  const moved = await portal.patch(`/files/v3/files/${file}`, { parentFolderPath: "/" });
  assert.deepEqual([moved.status, moved.body.path], [200, "/note.txt"]);
  assert.equal((await portal.delete(`${folders}/${inner.body.id}`)).status, 204);
  assert.equal((await portal.delete(`${folders}/renamed`)).status, 204);
  assert.equal((await portal.get(`${folders}/${outer.id}`)).status, 404);
});

test("a folder that is not in order is refused", async () => {
  const portal = await newPortal();
  for (const body of [
    {},
    { name: "" },
    { name: "a/b" },
    { name: ".." },
    { name: 7 },
    { name: "x", parentFolderId: "9" },
    { name: "x", parentPath: "/nowhere" },
  ]) {
    assertRefusal(await portal.post(folders, body), 400, { category: "VALIDATION_ERROR" }, JSON.stringify(body));
  }
  assert.equal((await portal.get(`${folders}/${"a/".repeat(30)}`)).status, 400);
});
