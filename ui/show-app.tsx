import type { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { loadPageAt } from "./routes.ts";

/** Begun before anything is drawn. Where it fails, the page tells so when it is shown. */
const pageCode = loadPageAt(location.pathname).catch(() => {});

/** Shows the app in its place on the page, as soon as there is more to show than that it loads. */
export async function showApp(client: QueryClient): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no place for the app");
  await pageCode;
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
}
