import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";
import { giveBack, type PageKind, takePage } from "./browser-pages.ts";
import type { TestPortal } from "./test-app.ts";

/**
 * A real browser for the tests of the web app. One browser per run; each test finds its pages without cookies and
 * storage of others. What a page writes to the console as an error, and what it throws, fails the test.
 */

export type PageSettings = {
  /** 1440 unless said otherwise; 375 is the narrow one. */
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  readonly timeZone?: string;
  readonly locale?: string;
  /** Leaves the page's Content-Security-Policy out: what only the policy stopped would show. */
  readonly withoutPolicy?: boolean;
  /** Errors that the test provokes. */
  readonly expectedErrors?: RegExp;
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page of the app, signed in with the portal's token, at `path`. */
export async function openApp(
  t: TestContext,
  portal: TestPortal,
  path: string,
  settings: PageSettings = {},
): Promise<Page> {
  const page = await newPage(t, portal.address, settings);
  const answer = await page.context().request.post("/app/session", { data: { token: portal.token } });
  assert.equal(answer.status(), 200, "the token signs in");
  await page.goto(path);
  return page;
}

/** A page of someone who is not signed in. */
export async function openSignedOut(
  t: TestContext,
  address: string,
  path: string,
  settings: PageSettings = {},
): Promise<Page> {
  // The browser itself reports the 401 by which the app learns that nobody is signed in.
  const expectedErrors = settings.expectedErrors ?? /status of 401/;
  const page = await newPage(t, address, { ...settings, expectedErrors });
  await page.goto(path);
  return page;
}

async function newPage(t: TestContext, address: string, settings: PageSettings): Promise<Page> {
  const { width = 1440, colorScheme = "light", timeZone = "Europe/Berlin", locale = "en-GB" } = settings;
  const kind: PageKind = { address, width, timeZone, locale, withoutPolicy: settings.withoutPolicy === true };
  const page = await takePage(kind, colorScheme);
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(`thrown: ${error.stack ?? error.message}`));
  t.after(async () => {
    await giveBack(page, kind);
    const unexpected = errors.filter((text) => !settings.expectedErrors?.test(text));
    assert.deepEqual(unexpected, [], "the page wrote errors to the console");
  });
  return page;
}

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
};

const shownNodes = 4;

/** Fails with every violation of WCAG 2.2 AA that axe finds on the page as it is now. */
export async function checkAccessibility(page: Page): Promise<void> {
  // Through the debugger, which the page's own policy does not concern.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource);
  const violations = (await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(node: unknown, options: object): Promise<{ violations: [] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { document } = globalThis as unknown as { document: unknown };
    return (await axe.run(document, { runOnly: tags, resultTypes: ["violations"] })).violations;
  })) as readonly Violation[];
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes
        .slice(0, shownNodes)
        .map(({ html, failureSummary }) => `    ${html.slice(0, 300)}\n      ${failureSummary}`)
        .join("\n")}`,
  );
  if (told.length > 0) throw new Error(`${page.url()} is not accessible:\n${told.join("\n")}`);
}

type Look = Required<Pick<PageSettings, "width" | "colorScheme">>;

const twoLooks: readonly Look[] = [
  { width: 1440, colorScheme: "light" },
  { width: 375, colorScheme: "dark" },
];
const otherLooks: readonly Look[] = [
  { width: 1440, colorScheme: "dark" },
  { width: 375, colorScheme: "light" },
];

/** The looks in which every page is checked: both widths and both schemes, and each with each where the CI asks for it. */
export const looks: readonly Look[] =
  process.env.TRUNKLINE_TEST_EVERY_LOOK === undefined ? twoLooks : [...twoLooks, ...otherLooks];

/**
 * Checks the page as it is now, wide and narrow, in light and dark. `settle` waits for what the page shows at a new
 * width, where that differs.
 */
export async function checkEveryLook(page: Page, settle?: () => Promise<unknown>): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await settle?.();
    await checkAccessibility(page);
  }
}
