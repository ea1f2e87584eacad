import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { addressOf, call } from "../../api/client.ts";
import type { Schemas } from "../../api/schema.generated.ts";

/** A request that was answered, as the log keeps it; its id is the correlation id. */
export type LoggedRequest = Schemas["LoggedRequest"];
export type RequestDetail = Schemas["LoggedRequestWithBodies"];
type RequestPage = Schemas["LoggedRequestPage"];

export type RequestFilters = {
  readonly q: string;
  readonly method: string;
  readonly status: string;
  /** Also what the app itself asked for. */
  readonly app: boolean;
};

const pageSize = 50;
const mostFollowed = 500;

/** What is not set is not asked for. */
function listQuery({ q, method, status, app }: RequestFilters) {
  return {
    q,
    app,
    ...(method === "" ? {} : { method: [method] }),
    ...(status === "" ? {} : { status: [status] }),
  };
}

const listKey = ({ q, method, status, app }: RequestFilters) => ["requests", q, method, status, app] as const;

/** The requests that the log still has, newest first; while `live`, new ones come in by themselves. */
export function useRequests(filters: RequestFilters, live: boolean) {
  const client = useQueryClient();
  const { q, method, status, app } = filters;
  const { data, ...query } = useInfiniteQuery({
    queryKey: listKey(filters),
    queryFn: ({ pageParam, signal }) =>
      call("GET /app/requests", { query: { ...listQuery(filters), limit: pageSize, after: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ paging }: RequestPage) => (paging === undefined ? undefined : Number(paging.next.after)),
    // The stream keeps the list; reading it again would undo what came in meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  const isRead = data !== undefined;
  useEffect(() => {
    if (!live || !isRead) return;
    // From where the list ends, so that nothing is missed between the two.
    const [latest] = client.getQueryData<typeof data>(listKey({ q, method, status, app }))?.pages[0]?.results ?? [];
    const after = latest?.sequence ?? 0;
    const source = new EventSource(addressOf("/app/requests/stream", {}, { q, method, status, app, after }));
    source.addEventListener("request", ({ data: text }) => {
      const request = JSON.parse(text as string) as LoggedRequest;
      client.setQueryData<typeof data>(listKey({ q, method, status, app }), (former) => {
        const [first, ...others] = former?.pages ?? [];
        if (former === undefined || first === undefined) return former;
        if (former.pages.some(({ results }) => results.some(({ sequence }) => sequence === request.sequence)))
          return former;
        const results = [request, ...first.results];
        // Followed for hours, the list must not grow for ever; what falls out at the end can be read again.
        if (others.length === 0 && results.length > mostFollowed) results.length = mostFollowed;
        return { ...former, pages: [{ ...first, results }, ...others] };
      });
    });
    return () => source.close();
  }, [client, live, isRead, q, method, status, app]);
  return {
    ...query,
    requests: data?.pages.flatMap(({ results }) => results) ?? [],
  };
}

/** One request with both bodies. */
export function useRequest(id: string | undefined) {
  return useQuery({
    queryKey: ["request", id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => call("GET /app/requests/{correlationId}", { path: { correlationId: id ?? "" }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
