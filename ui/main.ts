import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/base.css";
import { createQueryClient } from "./api/query-client.ts";
import { ownTypesQuery } from "./data/object-types.ts";
import { readCallsAhead } from "./pages/calls/read-ahead.ts";
import { permissionsOf } from "./session/permissions.ts";
import { sessionQuery } from "./session/session.ts";

const firstPage = /^\/(?:calls\/?)?$/;

/**
 * Asks for what the first page shows while the app itself, several times as large as this, is still on its way: who is
 * signed in, and then at once all that they may read of it. What fails is asked for again by what shows it.
 */
async function start(): Promise<void> {
  const client = createQueryClient();
  const isSessionKnown = client.prefetchQuery({ ...sessionQuery, retry: false });
  const app = import("./show-app.tsx");
  await isSessionKnown;
  const session = client.getQueryData(sessionQuery.queryKey);
  if (session) {
    const permissions = permissionsOf(session.token.scopes);
    if (firstPage.test(location.pathname) && permissions.canRead("calls")) readCallsAhead(client, permissions);
    const ownTypes = ownTypesQuery(permissions);
    if (ownTypes.enabled) client.prefetchQuery(ownTypes);
  }
  (await app).showApp(client);
}

start();
