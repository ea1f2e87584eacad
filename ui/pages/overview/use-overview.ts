import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { addressOf, send } from "../../api/client.ts";
import { type CallFilters, queryOfFilters } from "../../data/call-filters.ts";
import { viewerTimeZone } from "../../formats/dates.ts";

export type BucketSize = "hour" | "day" | "week" | "month";
export type Bucket = {
  readonly start: number;
  readonly calls: number;
  readonly connected: number;
  readonly talkMilliseconds: number;
};

/** Figures of the calls that match; times are epoch milliseconds, shares are of one. */
export type Overview = {
  readonly bucket: BucketSize;
  readonly from: number | null;
  readonly to: number | null;
  readonly totals: {
    readonly calls: number;
    readonly connected: number;
    readonly connectRate: number | null;
    readonly talkMilliseconds: number;
    readonly averageTalkMilliseconds: number | null;
    readonly recorded: number;
    readonly voicemails: number;
    readonly voicemailsWaiting: number;
  };
  readonly overTime: readonly Bucket[];
  readonly byOutcome: readonly {
    readonly outcome: string | null;
    readonly label: string | null;
    readonly calls: number;
  }[];
  readonly byOwner: readonly {
    readonly ownerId: string | null;
    readonly name: string | null;
    readonly calls: number;
    readonly connected: number;
    readonly talkMilliseconds: number;
  }[];
  readonly byDirection: readonly { readonly direction: string | null; readonly calls: number }[];
};

/** Reads the figures of the calls that match the filters. */
export function useOverview(filters: CallFilters) {
  const query = { ...queryOfFilters(filters), timeZone: viewerTimeZone, bucket: "auto" };
  return useQuery({
    queryKey: ["list", "calls", "overview", query],
    queryFn: ({ signal }) => send("GET", addressOf("/app/overview", {}, query), undefined, signal) as Promise<Overview>,
    placeholderData: keepPreviousData,
  });
}
