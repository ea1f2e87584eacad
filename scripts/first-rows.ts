import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium } from "../test/support/find-chromium.ts";
import { withSeededServer } from "./seeded-server.ts";

/**
 * Measures how long after its address was opened the web app's list of calls stands there: `npm run first-rows`. A
 * server of its own with 20,000 calls, a real browser, a new tab for each visit; medians of the visits.
 */

const visits = 11;
/** A browser keeps what it made of scripts from the second visit on. */
const visitsBefore = 4;
const quietMilliseconds = 300;

const watcher = `{
  const watch = new MutationObserver(() => {
    if (document.querySelector("tbody tr[aria-rowindex]") === null) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.rowsAt = performance.now(); }));
  });
  watch.observe(document, { childList: true, subtree: true });
}`;

const reader = `(() => {
  const [{ responseEnd: page }] = performance.getEntriesByType("navigation");
  const entries = performance.getEntriesByType("resource");
  const ends = (part) => Math.max(...entries.filter(({ name }) => name.includes(part)).map(({ responseEnd }) => responseEnd));
  return { page, session: ends("/app/session"), list: ends("/app/calls?sort="), scripts: ends(".js"), rows: globalThis.rowsAt };
})()`;

type Times = Readonly<Record<"page" | "session" | "list" | "scripts" | "rows" | "processor", number>>;

async function visit(page: Page, isCacheEmpty: boolean): Promise<Times> {
  const browser = await page.context().newCDPSession(page);
  if (isCacheEmpty) await browser.send("Network.clearBrowserCache");
  await browser.send("Performance.enable", { timeDomain: "threadTicks" });
  const processor = async () => {
    const { metrics } = await browser.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const before = await processor();
  await page.goto("/calls", { waitUntil: "commit" });
  await page.waitForFunction(() => "rowsAt" in globalThis, undefined, { polling: 50 });
  const spent = (await processor()) - before;
  await page.waitForLoadState("networkidle");
  return { ...((await page.evaluate(reader)) as Omit<Times, "processor">), processor: spent };
}

async function measure(context: BrowserContext, isCacheEmpty: boolean): Promise<void> {
  const times: Times[] = [];
  for (let done = -visitsBefore; done < visits; done++) {
    const page = await context.newPage();
    const one = await visit(page, isCacheEmpty);
    if (done >= 0) times.push(one);
    // What the browser writes to its cache after a visit is not the next one's.
    await page.waitForTimeout(quietMilliseconds);
    await page.close();
  }
  const median = (name: keyof Times) => times.map((each) => each[name]).toSorted((a, b) => a - b)[visits >> 1] ?? 0;
  const tell = (name: keyof Times) => `${name} ${Math.round(median(name))}`;
  const names = ["page", "session", "list", "scripts", "rows", "processor"] as const;
  process.stdout.write(`${isCacheEmpty ? "empty" : "warm"} cache, ms: ${names.map(tell).join(", ")}\n`);
}

const executablePath = findChromium();
if (executablePath === undefined) throw new Error("There is no Chromium or Chrome on this machine");
await withSeededServer(["--calls", "20000", "--contacts", "2000"], async ({ address, token, folder }) => {
  const context = await chromium.launchPersistentContext(join(folder, "browser"), {
    executablePath,
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  try {
    await context.request.post("/app/session", { data: { token } });
    await context.addInitScript(watcher);
    for (const isCacheEmpty of [false, true]) await measure(context, isCacheEmpty);
  } finally {
    await context.close();
  }
});
