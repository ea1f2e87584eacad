import { after } from "node:test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

/** What sets one page apart from another for as long as it is open. */
export type PageKind = {
  /** The server under test. */
  readonly address: string;
  readonly width: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly withoutPolicy: boolean;
};

const actionMilliseconds = 30_000;
/** What a test may have left listening on its page. */
const listened = ["console", "pageerror", "dialog", "download", "request", "requestfinished", "response"] as const;

let browser: Promise<Browser> | undefined;
const idle = new Map<string, Page[]>();

after(async () => {
  await (await browser)?.close();
});

function theBrowser(): Promise<Browser> {
  // Chromium's sandbox refuses to work for root. Without the GPU's process nothing is drawn in software for its sake.
  const args = ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  browser ??= chromium.launch({ executablePath: findChromium(), args });
  return browser;
}

/**
 * A page with nothing of another test on it: no cookie, no storage, no permission. Pages are kept, because a new one
 * takes seconds of processor time until the app's scripts are compiled in it.
 */
export async function takePage(kind: PageKind, colorScheme: "light" | "dark"): Promise<Page> {
  const page = idle.get(JSON.stringify(kind))?.pop() ?? (await (await newContext(kind)).newPage());
  await page.setViewportSize(viewportOf(kind));
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  return page;
}

/** Makes a page as good as new, for the next who takes one of its kind. */
export async function giveBack(page: Page, kind: PageKind): Promise<void> {
  const context = page.context();
  // What can be told to a page and never taken back (a function, another policy) goes with it.
  if (kind.withoutPolicy || page.isClosed()) return context.close();
  try {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    for (const event of listened) page.removeAllListeners(event);
    for (const other of context.pages()) if (other !== page) await other.close();
    // An address of the server where no script of the app runs.
    await page.goto("/healthz");
    await page.evaluate("localStorage.clear(); sessionStorage.clear()");
    await context.clearCookies();
    await context.clearPermissions();
  } catch {
    return context.close();
  }
  const key = JSON.stringify(kind);
  idle.set(key, [...(idle.get(key) ?? []), page]);
}

async function newContext(kind: PageKind): Promise<BrowserContext> {
  const context = await (await theBrowser()).newContext({
    baseURL: kind.address,
    viewport: viewportOf(kind),
    timezoneId: kind.timeZone,
    locale: kind.locale,
    hasTouch: isNarrow(kind),
    bypassCSP: kind.withoutPolicy,
  });
  context.setDefaultTimeout(actionMilliseconds);
  return context;
}

function viewportOf(kind: PageKind) {
  return { width: kind.width, height: isNarrow(kind) ? 812 : 900 };
}

function isNarrow({ width }: PageKind): boolean {
  return width < 600;
}
