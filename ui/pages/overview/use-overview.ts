import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Answer, call } from "../../api/client.ts";
import { type CallFilters, queryOfFilters } from "../../data/call-filters.ts";
import { viewerTimeZone } from "../../formats/dates.ts";

/** Figures of the calls that match; times are epoch milliseconds, shares are of one. */
export type Overview = Answer<"GET /app/overview">;
export type Bucket = Overview["overTime"][number];
export type BucketSize = Overview["bucket"];

/** Reads the figures of the calls that match the filters. */
export function useOverview(filters: CallFilters) {
  const query = { ...queryOfFilters(filters), timeZone: viewerTimeZone(), bucket: "auto" as const };
  return useQuery({
    queryKey: ["list", "calls", "overview", query],
    queryFn: ({ signal }) => call("GET /app/overview", { query, signal }),
    placeholderData: keepPreviousData,
  });
}
