import type { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { loadPage, routeAt } from "./routes.ts";
import { permissionsOf } from "./session/permissions.ts";
import { sessionQuery } from "./session/session.ts";

/** After that the frame is shown without the page, with its own sign that it loads. */
const longestWaitMilliseconds = 2000;

const route = routeAt(location.pathname);

/** Begun before anything is drawn. Where it fails, the page tells so when it is shown. */
const pageCode = loadPage(route).catch(() => {});

/** Shows the app in its place on the page, as soon as there is more to show than that it loads. */
export async function showApp(client: QueryClient): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no place for the app");
  if (isPageShown(client)) await Promise.race([pageCode, wait(longestWaitMilliseconds)]);
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
}

/** Not to who must sign in first, or may not see it. */
function isPageShown(client: QueryClient): boolean {
  const session = client.getQueryData(sessionQuery.queryKey);
  if (!session) return false;
  return route?.allowed === undefined || route.allowed(permissionsOf(session.token.scopes));
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
