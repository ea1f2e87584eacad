import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../test/support/find-chromium.ts";
import { type SeededServer, withSeededServer } from "./seeded-server.ts";

/**
 * Takes the README's pictures of the web app: `npm run screenshots`. A server of its own with made-up calls, a real
 * browser, the main pages in light and dark and on a phone.
 */

const root = join(import.meta.dirname, "..");
const images = join(root, "docs/images");

type Look = { readonly colorScheme?: "light" | "dark"; readonly width?: number };

async function takePictures(browser: Browser, server: SeededServer): Promise<void> {
  const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
  const post = async <T>(path: string, body: unknown): Promise<readonly T[]> => {
    const answer = await fetch(`${server.address}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { results: readonly T[] }).results;
  };
  const search = (body: unknown) => post<{ id: string }>("/crm/v3/objects/calls/search", body);
  const filled = (propertyName: string) => ({ propertyName, operator: "HAS_PROPERTY" });
  const calls = await search({ sorts: ["-hs_timestamp"], limit: 200 });
  const links = await post<{ to: readonly { toObjectId: number }[] }>(
    "/crm/v4/associations/calls/contacts/batch/read",
    { inputs: calls.map(({ id }) => ({ id })) },
  );
  // Who was called most of late has the fullest page.
  const counts = Map.groupBy(
    links.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId)),
    (id) => id,
  );
  const [busiest = 0] = [...counts].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [];
  const [call] = await search({
    filters: [filled("hs_call_body"), filled("hs_call_disposition"), filled("associations.deal")],
    sorts: ["-hs_timestamp"],
    limit: 1,
  });
  const shots: readonly [name: string, path: string, look: Look][] = [
    ["calls", "/calls", {}],
    ["call", `/calls/${call?.id}`, {}],
    ["record", `/records/contacts/${busiest}`, {}],
    ["overview", "/overview", {}],
    ["overview-dark", "/overview", { colorScheme: "dark" }],
    ["log-call-dark", `/log-call?objectType=contacts&objectId=${busiest}`, { colorScheme: "dark" }],
    ["calls-phone", "/calls", { width: 375 }],
    ["record-phone", `/records/contacts/${busiest}`, { width: 375, colorScheme: "dark" }],
  ];
  for (const [name, path, { colorScheme = "light", width = 1440 }] of shots) {
    const context = await browser.newContext({
      baseURL: server.address,
      viewport: { width, height: width < 600 ? 760 : 860 },
      colorScheme,
      locale: "en-GB",
      timezoneId: "Europe/Berlin",
      reducedMotion: "reduce",
    });
    await context.request.post("/app/session", { data: { token: server.token } });
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: join(images, `${name}.png`) });
    process.stdout.write(`${name}.png\n`);
    await context.close();
  }
}

const executablePath = findChromium();
if (executablePath === undefined) throw new Error("There is no Chromium or Chrome on this machine");
mkdirSync(images, { recursive: true });
const seed = ["--calls", "6000", "--contacts", "400", "--busiest", "60", "--seed", "7"];
await withSeededServer(seed, async (server) => {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args: sandbox });
  try {
    await takePictures(browser, server);
  } finally {
    await browser.close();
  }
});
