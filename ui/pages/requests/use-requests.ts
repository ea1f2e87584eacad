import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { addressOf, send } from "../../api/client.ts";

/** A request that was answered, as the log keeps it. */
export type LoggedRequest = {
  /** The correlation id. */
  readonly id: string;
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly userAgent: string | null;
  readonly byApp: boolean;
};

type Body = { readonly contentType: string | null; readonly body: string | null; readonly cut: boolean };
export type RequestDetail = LoggedRequest & { readonly request: Body; readonly response: Body };

type RequestPage = {
  readonly results: readonly LoggedRequest[];
  readonly paging?: { readonly next: { readonly after: string } };
  readonly kept: number;
};

export type RequestFilters = {
  readonly q: string;
  readonly method: string;
  readonly status: string;
  /** Also what the app itself asked for. */
  readonly app: boolean;
};

const pageSize = 50;

/** The requests that the log still has, newest first; while `live`, new ones come in by themselves. */
export function useRequests(filters: RequestFilters, live: boolean) {
  const client = useQueryClient();
  const { q, method, status, app } = filters;
  const key = ["requests", q, method, status, app];
  const { data, ...query } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      send(
        "GET",
        addressOf("/app/requests", {}, { q, method, status, app, limit: pageSize, after: pageParam }),
        undefined,
        signal,
      ) as Promise<RequestPage>,
    initialPageParam: "",
    getNextPageParam: ({ paging }) => paging?.next.after,
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    if (!live) return;
    const source = new EventSource(addressOf("/app/requests/stream", {}, { q, method, status, app }));
    source.addEventListener("request", ({ data: text }) => {
      const request = JSON.parse(text as string) as LoggedRequest;
      client.setQueryData<typeof data>(["requests", q, method, status, app], (former) => {
        const [first, ...others] = former?.pages ?? [];
        if (former === undefined || first === undefined) return former;
        if (former.pages.some(({ results }) => results.some(({ sequence }) => sequence === request.sequence)))
          return former;
        return { ...former, pages: [{ ...first, results: [request, ...first.results] }, ...others] };
      });
    });
    return () => source.close();
  }, [client, live, q, method, status, app]);
  return {
    ...query,
    kept: data?.pages[0]?.kept,
    requests: data?.pages.flatMap(({ results }) => results) ?? [],
  };
}

/** One request with both bodies. */
export function useRequest(id: string | undefined) {
  return useQuery({
    queryKey: ["request", id],
    enabled: id !== undefined,
    queryFn: ({ signal }) =>
      send("GET", addressOf("/app/requests/{id}", { id }), undefined, signal) as Promise<RequestDetail>,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
