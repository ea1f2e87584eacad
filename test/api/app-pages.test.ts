import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { sendBytes } from "../support/raw-http.ts";
import { startTestApp } from "../support/test-app.ts";

const page = "<!doctype html><title>Trunkline</title>";
const script = `"use strict";${"/* as long as it takes */".repeat(100)}`;

/** A server whose app is built into a folder of the test's own; without files it is not built. */
async function startWith(t: TestContext, files: Readonly<Record<string, string | Buffer>>) {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Buffer) => {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  const app = await startTestApp({}, Date.now, folder);
  t.after(() => app.stop());
  const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    sendBytes(
      app.address,
      [
        `${method} ${path} HTTP/1.1`,
        "host: localhost",
        "connection: close",
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        "",
        "",
      ].join("\r\n"),
    ).catch((error: unknown) => error as never);
  return { app, folder, write, get };
}

const built = {
  "index.html": page,
  "favicon.svg": "<svg/>",
  "notes.secret": "not for the web",
  "assets/app-1a2b.js": script,
  "assets/app-1a2b.js.br": brotliCompressSync(script),
  "assets/app-1a2b.js.gz": gzipSync(script),
};

async function load(address: string, path: string, headers: Record<string, string> = {}, method = "GET") {
  const response = await fetch(`${address}${path}`, { method, headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const asBrowser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test("the app's page answers each of its addresses, and only where a browser asks for a page", async (t) => {
  const { app } = await startWith(t, built);
  for (const path of [
    "/",
    "/index.html",
    "/calls",
    "/calls/",
    "/sign-in?problem=link",
    "/contacts/100001/record/0-1/488977326972928",
    "/contacts/100001/objects/0-48/views/all/list?filters=%5B%5D",
    "/settings/a%2Fb",
  ]) {
    const answer = await load(app.address, path, asBrowser);
    assert.deepEqual([answer.status, answer.text], [200, page], path);
    assert.equal(answer.headers.get("content-type"), "text/html;charset=utf-8");
    assert.equal(answer.headers.get("cache-control"), "no-cache");
  }
  for (const path of ["/calls", "/assets/app-9999.js", "/notes.secret"]) {
    const answer = await load(app.address, path, { accept: "*/*" });
    assert.equal(answer.status, 404, path);
    assert.equal(JSON.parse(answer.text).status, "error");
  }
  // A browser must not take the page for a script that an older page names.
  assert.equal((await load(app.address, "/assets/app-9999.js", asBrowser)).status, 404);
  assert.equal((await load(app.address, "/calls", asBrowser, "POST")).status, 404);
});

test("below the API's own paths nothing changes for a browser", async (t) => {
  const { app } = await startWith(t, built);
  for (const [path, status] of [
    ["/crm/v3/objects/calls", 401],
    ["/crm/v3/nothing", 404],
    ["/crm/objects/2026-03/nothing/at/all/here", 404],
    ["/crm-object-schemas/v3/nothing", 404],
    ["/app/nothing", 404],
    ["/app/session", 401],
    ["/oauth/nothing", 404],
    ["/docs/nothing", 404],
    ["/healthz", 200],
  ] as const) {
    const answer = await load(app.address, path, asBrowser);
    assert.equal(answer.status, status, path);
    assert.ok(!answer.text.includes(page), path);
  }
});

test("no script may stand in the page or come from elsewhere, nor may another page hold it", async (t) => {
  const { app } = await startWith(t, built);
  for (const path of ["/", "/calls", "/assets/app-1a2b.js", "/favicon.svg"]) {
    const { headers } = await load(app.address, path, asBrowser);
    const policy = headers.get("content-security-policy") ?? "";
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]));
    assert.equal(rules.get("default-src"), "'none'");
    assert.equal(rules.get("script-src"), "'self'");
    assert.equal(rules.get("connect-src"), "'self'");
    assert.equal(rules.get("frame-ancestors"), "'none'");
    assert.equal(rules.get("base-uri"), "'none'");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.equal(headers.get("referrer-policy"), "same-origin");
  }
});

test("assets are kept for ever and come compressed, as the browser can take them", async (t) => {
  const { app } = await startWith(t, built);
  const path = "/assets/app-1a2b.js";
  for (const [accepted, encoding, unpack] of [
    ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
    ["gzip;q=1.0, br;q=0", "gzip", gunzipSync],
    ["BR;q=0.5", "br", brotliDecompressSync],
    ["identity", null, (bytes: Buffer) => bytes],
    ["x-br", null, (bytes: Buffer) => bytes],
  ] as const) {
    // Node's fetch unpacks by itself, so the length tells what came.
    const head = await load(app.address, path, { "accept-encoding": accepted }, "HEAD");
    assert.equal(head.status, 200);
    assert.equal(head.text, "");
    assert.equal(head.headers.get("content-encoding"), encoding, accepted);
    assert.equal(head.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.match(head.headers.get("vary") ?? "", /accept-encoding/);
    const sent = encoding === "br" ? brotliCompressSync(script) : encoding === "gzip" ? gzipSync(script) : script;
    assert.equal(Number(head.headers.get("content-length")), Buffer.byteLength(sent));
    assert.equal(unpack(Buffer.from(sent)).toString(), script);
    const answer = await load(app.address, path, { "accept-encoding": accepted });
    assert.equal(answer.text, script);
    assert.equal(answer.headers.get("content-type"), "text/javascript;charset=utf-8");
  }
});

test("what may change is asked for again, and not sent again where it has not changed", async (t) => {
  const { app, folder, write } = await startWith(t, built);
  const first = await load(app.address, "/", asBrowser);
  const tag = first.headers.get("etag") ?? "";
  assert.match(tag, /^"[\w-]{22}"$/);
  for (const known of [tag, `W/${tag}`, `"x", ${tag}`]) {
    const again = await load(app.address, "/calls", { ...asBrowser, "if-none-match": known });
    assert.deepEqual([again.status, again.text], [304, ""]);
    assert.match(again.headers.get("content-security-policy") ?? "", /script-src 'self'/);
  }
  // A new build takes the place of the former while the server runs.
  write("index.html.new", "<title>New</title>");
  write("assets/app-3c4d.js", "new");
  utimesSync(join(folder, "index.html.new"), new Date(), new Date(Date.now() + 5_000));
  renameSync(join(folder, "index.html.new"), join(folder, "index.html"));
  const changed = await load(app.address, "/", { ...asBrowser, "if-none-match": tag });
  assert.deepEqual([changed.status, changed.text], [200, "<title>New</title>"]);
  assert.equal((await load(app.address, "/assets/app-3c4d.js")).text, "new");
});

test("only what was built can be asked for", async (t) => {
  const { folder, get } = await startWith(t, built);
  writeFileSync(`${folder}.js`, "outside");
  t.after(() => rmSync(`${folder}.js`));
  const name = folder.split("/").at(-1);
  for (const path of [
    `/../${name}.js`,
    `/assets/../../${name}.js`,
    `/..%2f${name}.js`,
    `/%2e%2e/${name}.js`,
    `//${name}.js`,
    "/assets/",
    "/assets",
    "/notes.secret",
    "/assets/app-1a2b.js.br",
    "/assets/app-1a2b.js%00",
    "/index.html/",
    "/INDEX.html",
  ]) {
    const answer = await get(path, { accept: "*/*" });
    assert.ok([400, 404].includes(answer.status), `${path} answered ${answer.status}`);
    assert.ok(!answer.text.includes("outside"), path);
  }
});

test("where the app has not been built, its addresses say so in plain text and the API works", async (t) => {
  const { app, write } = await startWith(t, {});
  const answer = await load(app.address, "/calls", asBrowser);
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get("content-type"), "text/plain;charset=utf-8");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.match(answer.text, /has not been built.*npm start/s);
  assert.equal((await load(app.address, "/healthz")).status, 200);
  write("index.html", page);
  assert.equal((await load(app.address, "/calls", asBrowser)).text, page);
});
