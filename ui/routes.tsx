import { type ComponentType, lazy } from "react";
import type { Permissions } from "./session/permissions.ts";

/** A page by its address. Its code is loaded when it is first opened. */
export type AppRoute = {
  /** Names of parameters begin with a colon; `*?` takes the rest. */
  readonly path: string;
  readonly page: ComponentType;
  /** Whether the session's token may see the page; without it every token may. */
  readonly allowed?: (permissions: Permissions) => boolean;
};

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

const readsCalls = (permissions: Permissions) => permissions.canRead("calls");

/** Every page of the app. Not to begin with a path of the API: `/owners`, `/properties`, `/files`, `/docs` and so on. */
export const appRoutes: readonly AppRoute[] = [
  {
    path: "/calls",
    page: page(async () => (await import("./pages/calls/calls-page.tsx")).CallsPage),
    allowed: readsCalls,
  },
  {
    path: "/calls/:id",
    page: page(async () => (await import("./pages/call/call-page.tsx")).CallPage),
    allowed: readsCalls,
  },
  {
    path: "/log-call",
    page: page(async () => (await import("./pages/log-call/log-call-page.tsx")).LogCallPage),
    allowed: (permissions) => permissions.canWrite("calls"),
  },
  {
    path: "/records/:objectType",
    page: page(async () => (await import("./pages/records/records-page.tsx")).RecordsPage),
  },
  {
    path: "/records/:objectType/:id",
    page: page(async () => (await import("./pages/record/record-page.tsx")).RecordPage),
  },
  {
    path: "/overview",
    page: page(async () => (await import("./pages/overview/overview-page.tsx")).OverviewPage),
    allowed: readsCalls,
  },
  {
    path: "/recycling-bin/:objectType?",
    page: page(async () => (await import("./pages/recycling-bin/recycling-bin-page.tsx")).RecyclingBinPage),
  },
  {
    path: "/requests/:correlationId?",
    page: page(async () => (await import("./pages/requests/requests-page.tsx")).RequestsPage),
    allowed: (permissions) => permissions.has("trunkline.requests.read"),
  },
  {
    path: "/settings/*?",
    page: page(async () => (await import("./pages/settings/settings-page.tsx")).SettingsPage),
  },
  // The links that the API gives with its records.
  {
    path: "/contacts/:portalId/*",
    page: page(async () => (await import("./pages/api-link-page.tsx")).ApiLinkPage),
  },
];
