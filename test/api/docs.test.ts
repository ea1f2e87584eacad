import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { html, prose } from "../../src/http/docs/html.ts";
import { renderSchema } from "../../src/http/docs/schema.ts";
import { routes } from "../../src/http/routes/all.ts";
import { testApp } from "../support/test-app.ts";

async function openDocs() {
  const { address } = await testApp();
  const response = await fetch(`${address}/docs`);
  return { response, page: await response.text() };
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found as string);
}

test("the page tells of every operation, to whoever asks", async () => {
  const { response, page } = await openDocs();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "text/html;charset=utf-8");
  for (const { id, summary, method, path } of routes) {
    assert.ok(page.includes(`<article id="${id}">`), id);
    assert.ok(page.includes(html`<a href="#${id}">${summary}</a>`.markup), id);
    const written = path.replace(/:(\w+)/g, "{$1}");
    assert.ok(page.includes(`<b class="${method.toLowerCase()}">${method}</b> <code>${written}</code>`), id);
  }
});

test("every link of the page leads somewhere, and no anchor is there twice", async () => {
  const { page } = await openDocs();
  const anchors = matches(page, /\bid="([^"]*)"/g);
  assert.equal(new Set(anchors).size, anchors.length);
  const links = matches(page, /\bhref="([^"]*)"/g);
  assert.ok(links.length > routes.length);
  for (const link of links) assert.ok(link === "/openapi.json" || anchors.includes(link.slice(1)), link);
});

test("the page runs no script and loads nothing; its policy lets in its own style alone", async () => {
  const { response, page } = await openDocs();
  assert.doesNotMatch(page, /<script|\bsrc=|\bstyle=|\son\w+=|url\(|@import/i);
  const [style = ""] = matches(page, /<style>([\s\S]*)<\/style>/g);
  const hash = createHash("sha256").update(style).digest("base64");
  assert.equal(
    response.headers.get("content-security-policy"),
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  assert.match(style, /color-scheme: light dark/);
});

test("what is opened on the page is closed again", async () => {
  const { page } = await openDocs();
  const open: string[] = [];
  for (const [, closing, name = ""] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
    if (["meta"].includes(name)) continue;
    if (closing === "") open.push(name);
    else assert.equal(open.pop(), name);
  }
  assert.deepEqual(open, []);
});

test("text stays text", () => {
  assert.equal(
    html`<a href="${`"'`}">${`<b>&`}</a>${[html`<i>${1}</i>`]}`.markup,
    '<a href="&quot;&#39;">&lt;b&gt;&amp;</a><i>1</i>',
  );
  assert.equal(html`${prose("a `<b>` c")}`.markup, "a <code>&lt;b&gt;</code> c");
});

test("a schema is told in words", () => {
  for (const [schema, told] of [
    [{ type: "integer", minimum: 1, default: 10 }, "whole number, at least <code>1</code>, default <code>10</code>"],
    [{ type: "array", items: { type: "string" } }, "list of text"],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, "text or null"],
    [{ const: "error" }, "<code>&quot;error&quot;</code>"],
    [{ $ref: "#/components/schemas/Record" }, '<a href="#schema-Record">Record</a>'],
    [{ type: "object", patternProperties: { "^.*$": { type: "number" } } }, "names with number"],
    [{ description: "Text, or `null`" }, "any value – Text, or <code>null</code>"],
    [
      { type: "array", items: { type: "object", required: ["a"], properties: { a: { type: "string" }, b: {} } } },
      "list of object<ul><li><code>a</code>: text</li><li><code>b</code> <em>optional</em>: any value</li></ul>",
    ],
  ] as const) {
    assert.equal(renderSchema(schema).markup, told);
  }
});
