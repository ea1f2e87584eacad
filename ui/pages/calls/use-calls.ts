import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answer, call } from "../../api/client.ts";
import { type CallFilters, queryOfFilters } from "../../data/call-filters.ts";
import type { CrmRecord } from "../../data/records.ts";

const pageSize = 100;

type Wanted = { readonly filters: CallFilters; readonly sort: string; readonly properties: readonly string[] };

export const callListKey = ["list", "calls"] as const;

/** The calls that match, page after page, as deep as one scrolls. */
export function useCalls({ filters, sort, properties }: Wanted) {
  const query = { ...queryOfFilters(filters), sort, properties: [...properties], limit: pageSize };
  const answer = useInfiniteQuery({
    queryKey: [...callListKey, "pages", query],
    queryFn: ({ pageParam, signal }) => call("GET /app/calls", { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Answer<"GET /app/calls">) => page.paging?.next.after,
    placeholderData: keepPreviousData,
    // Every page that was scrolled past would be read again.
    refetchOnWindowFocus: false,
  });
  const calls = useMemo(() => answer.data?.pages.flatMap(({ results }) => results as CrmRecord[]) ?? [], [answer.data]);
  return { ...answer, calls };
}

/** How many calls match, exactly. Asked apart, as it takes longer than a page. */
export function useCallTotal(filters: CallFilters): number | undefined {
  const query = { ...queryOfFilters(filters), limit: 1, total: true, properties: ["hs_object_id"] };
  const { data } = useQuery({
    queryKey: [...callListKey, "total", query],
    queryFn: ({ signal }) => call("GET /app/calls", { query, signal }),
    placeholderData: keepPreviousData,
  });
  return data?.total;
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
