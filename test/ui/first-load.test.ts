import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "../support/app-page.ts";
import { newPortal } from "../support/test-app.ts";

const largestBytes = 300_000;

test("the first page loads less than 300 KB of compressed script", async (t) => {
  const portal = await newPortal();
  const page = await openApp(t, portal, "/sign-in");
  const sizes: Promise<{ url: string; bytes: number }>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => ({ url: request.url(), bytes: responseBodySize })));
  });
  // All is asked for once more, as by someone who comes for the first time.
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.goto("/calls", { waitUntil: "networkidle" });
  const scripts = await Promise.all(sizes);
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(scripts.length > 1, "scripts were loaded");
  assert.ok(total < largestBytes, `${total} bytes: ${JSON.stringify(scripts, null, 1)}`);
  t.diagnostic(`${total} bytes in ${scripts.length} scripts`);
});
