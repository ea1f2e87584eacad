import type { ComponentType } from "react";
import { CallsPage } from "./pages/calls/calls-page.tsx";
import { type Loadable, loadable } from "./parts/loadable.tsx";
import type { Permissions } from "./session/permissions.ts";

/** A page by its address. But for the first one, its code is loaded when it is first opened. */
export type AppRoute = {
  /** Names of parameters begin with a colon; `*?` takes the rest. */
  readonly path: string;
  readonly page: ComponentType | Loadable;
  /** Whether the session's token may see the page; without it every token may. */
  readonly allowed?: (permissions: Permissions) => boolean;
};

const readsCalls = (permissions: Permissions) => permissions.canRead("calls");

/** Every page of the app. Not to begin with a path of the API: `/owners`, `/properties`, `/files`, `/docs` and so on. */
export const appRoutes: readonly AppRoute[] = [
  {
    path: "/calls",
    page: CallsPage,
    allowed: readsCalls,
  },
  {
    path: "/calls/:id",
    page: loadable(async () => (await import("./pages/call/call-page.tsx")).CallPage),
    allowed: readsCalls,
  },
  {
    path: "/log-call",
    page: loadable(async () => (await import("./pages/log-call/log-call-page.tsx")).LogCallPage),
    allowed: (permissions) => permissions.canWrite("calls"),
  },
  {
    path: "/records/:objectType",
    page: loadable(async () => (await import("./pages/records/records-page.tsx")).RecordsPage),
  },
  {
    path: "/records/:objectType/:id",
    page: loadable(async () => (await import("./pages/record/record-page.tsx")).RecordPage),
  },
  {
    path: "/overview",
    page: loadable(async () => (await import("./pages/overview/overview-page.tsx")).OverviewPage),
    allowed: readsCalls,
  },
  {
    path: "/recycling-bin/:objectType?",
    page: loadable(async () => (await import("./pages/recycling-bin/recycling-bin-page.tsx")).RecyclingBinPage),
  },
  {
    path: "/requests/:correlationId?",
    page: loadable(async () => (await import("./pages/requests/requests-page.tsx")).RequestsPage),
    allowed: (permissions) => permissions.has("trunkline.requests.read"),
  },
  {
    path: "/settings/*?",
    page: loadable(async () => (await import("./pages/settings/settings-page.tsx")).SettingsPage),
  },
  // The links that the API gives with its records.
  {
    path: "/contacts/:portalId/*",
    page: loadable(async () => (await import("./pages/api-link-page.tsx")).ApiLinkPage),
  },
];

/** What an address opens, if it is a page. */
export function routeAt(path: string): AppRoute | undefined {
  return appRoutes.find((route) => patternOf(route.path).test(path));
}

/** Brings the code of a page, if it is not there yet. */
export async function loadPage(route: AppRoute | undefined): Promise<void> {
  if (route !== undefined && "load" in route.page) await route.page.load();
}

/** Close to what the router makes of a path: where it is not, the code of the page comes a little later. */
function patternOf(path: string): RegExp {
  const parts = path.split("/").slice(1);
  const patterns = parts.map((part) => (/^\*|\?$/.test(part) ? "(?:/.*)?" : `/${part.replace(/^:.*/, "[^/]+")}`));
  return new RegExp(`^${patterns.join("")}/?$`);
}
