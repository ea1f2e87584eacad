import type { QueryClient } from "@tanstack/react-query";
import { callTypesQuery, outcomesQuery } from "../../data/call-choices.ts";
import { ownersQuery } from "../../data/owners.ts";
import { propertiesQuery } from "../../data/properties.ts";
import type { Permissions } from "../../session/permissions.ts";
import { contactsColumn } from "./columns.ts";
import { narrowScreen, readListView } from "./list-view.ts";
import { callContactsQuery } from "./use-call-contacts.ts";
import { callPagesQuery, callTotalQuery } from "./use-calls.ts";

/** Begins to read the first calls of the view in `search` and all that their rows are written with, at once. */
export async function readCallsAhead(
  client: QueryClient,
  permissions: Permissions,
  search: URLSearchParams,
): Promise<void> {
  const view = readListView(search);
  const pages = callPagesQuery(view);
  const list = client.prefetchInfiniteQuery(pages);
  client.prefetchQuery(propertiesQuery("calls"));
  client.prefetchQuery(outcomesQuery);
  const owners = ownersQuery(permissions);
  if (owners.enabled) client.prefetchQuery(owners);
  client.prefetchQuery(callTypesQuery);
  client.prefetchQuery(callTotalQuery(view.filters));
  await list;
  const ids = client.getQueryData(pages.queryKey)?.pages[0]?.results.map(({ id }) => id) ?? [];
  const isShown = view.columns.includes(contactsColumn) || matchMedia(narrowScreen).matches;
  if (ids.length > 0 && isShown && permissions.canRead("contacts")) client.prefetchQuery(callContactsQuery(ids));
}
