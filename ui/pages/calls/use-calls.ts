import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answer, call } from "../../api/client.ts";
import { type CallFilters, queryOfFilters } from "../../data/call-filters.ts";
import type { CrmRecord } from "../../data/records.ts";
import type { ListView } from "./list-view.ts";

const pageSize = 100;

type Wanted = Pick<ListView, "filters" | "sort" | "properties">;

export const callListKey = ["list", "calls"] as const;

/** Reads the calls, for `useCalls` or ahead of it. */
export function callPagesQuery({ filters, sort, properties }: Wanted) {
  const query = { ...queryOfFilters(filters), sort, properties: [...properties], limit: pageSize };
  return infiniteQueryOptions({
    queryKey: [...callListKey, "pages", query],
    queryFn: ({ pageParam, signal }) => call("GET /app/calls", { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Answer<"GET /app/calls">) => page.paging?.next.after,
    // Every page that was scrolled past would be read again.
    refetchOnWindowFocus: false,
  });
}

/** The calls that match, page after page, as deep as one scrolls. */
export function useCalls(wanted: Wanted) {
  const answer = useInfiniteQuery({ ...callPagesQuery(wanted), placeholderData: keepPreviousData });
  const calls = useMemo(() => answer.data?.pages.flatMap(({ results }) => results as CrmRecord[]) ?? [], [answer.data]);
  return { ...answer, calls };
}

/** Counts the calls, for `useCallTotal` or ahead of it. */
export function callTotalQuery(filters: CallFilters) {
  const query = { ...queryOfFilters(filters), limit: 1, total: true, properties: ["hs_object_id"] };
  return queryOptions({
    queryKey: [...callListKey, "total", query],
    queryFn: ({ signal }) => call("GET /app/calls", { query, signal }),
  });
}

/** How many calls match, exactly. Asked apart, as it takes longer than a page. */
export function useCallTotal(filters: CallFilters): number | undefined {
  return useQuery({ ...callTotalQuery(filters), placeholderData: keepPreviousData }).data?.total;
}

/** The ids of all calls that match, however many; `told` hears how many were found so far. */
export async function readAllIds(
  filters: CallFilters,
  told: (count: number) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const query = { ...queryOfFilters(filters), limit: pageSize, properties: ["hs_object_id"] };
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await call("GET /app/calls", { query: { ...query, after }, signal });
    for (const { id } of page.results) ids.push(id);
    after = page.paging?.next.after;
    told(ids.length);
  } while (after !== undefined);
  return ids;
}
