import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/base.css";
import type { QueryClient } from "@tanstack/react-query";
import { createQueryClient } from "./api/query-client.ts";
import { ownTypesQuery } from "./data/object-types.ts";
import { readCallsAhead } from "./pages/calls/read-ahead.ts";
import { permissionsOf } from "./session/permissions.ts";
import { sessionQuery } from "./session/session.ts";
import { showFailedStart } from "./show-failed-start.ts";

const firstPage = /^\/(?:calls\/?)?$/;

async function start(): Promise<void> {
  const client = createQueryClient();
  const [, { showApp }] = await Promise.all([readAhead(client), import("./show-app.tsx")]);
  await showApp(client);
}

/**
 * Asks for what the first page shows while the app itself, several times as large as this, is still on its way: who is
 * signed in, and then at once all that they may read of it. What fails is asked for again by what shows it.
 */
async function readAhead(client: QueryClient): Promise<void> {
  await client.prefetchQuery({ ...sessionQuery, retry: false });
  const session = client.getQueryData(sessionQuery.queryKey);
  if (!session) return;
  const permissions = permissionsOf(session.token.scopes);
  const { pathname, search } = location;
  if (firstPage.test(pathname) && permissions.canRead("calls")) {
    // From `/` one is led to the calls, without what else the address says.
    readCallsAhead(client, permissions, new URLSearchParams(pathname === "/" ? "" : search));
  }
  const ownTypes = ownTypesQuery(permissions);
  if (ownTypes.enabled) client.prefetchQuery(ownTypes);
}

start().catch((error: unknown) => {
  console.error(error);
  showFailedStart();
});
