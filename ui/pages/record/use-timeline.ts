import { useInfiniteQuery } from "@tanstack/react-query";
import { addressOf, send } from "../../api/client.ts";
import { type CrmRecord, recordKey } from "../../data/records.ts";
import { viewerTimeZone } from "../../formats/dates.ts";

export type Month = { readonly month: string; readonly start: number; readonly calls: number };

type TimelinePage = {
  readonly pinned?: CrmRecord | null;
  readonly total?: number;
  readonly months?: readonly Month[];
  readonly results: readonly CrmRecord[];
  readonly paging?: { readonly next: { readonly after: string } };
};

/** What a call on the timeline shows. */
const properties = [
  "hs_timestamp",
  "hs_call_title",
  "hs_call_body",
  "hs_call_disposition",
  "hs_call_direction",
  "hs_call_duration",
  "hs_call_status",
  "hs_call_has_voicemail",
  "hs_call_recording_url",
  "hs_activity_type",
  "hubspot_owner_id",
  "hs_created_by_user_id",
];
const pageSize = 20;

/** The calls of a record, newest first; the first page also tells how many there are in each month. */
export function useTimeline(objectType: string, id: string, outcome: string | null) {
  const { data, ...query } = useInfiniteQuery({
    queryKey: [...recordKey(objectType, id), "timeline", outcome],
    queryFn: ({ pageParam, signal }) =>
      send(
        "GET",
        addressOf(
          "/app/timeline/{objectType}/{objectId}",
          { objectType, objectId: id },
          { outcome, properties, timeZone: viewerTimeZone, limit: pageSize, after: pageParam },
        ),
        undefined,
        signal,
      ) as Promise<TimelinePage>,
    initialPageParam: "",
    getNextPageParam: ({ paging }) => paging?.next.after,
  });
  const [first] = data?.pages ?? [];
  return {
    ...query,
    pinned: first?.pinned ?? undefined,
    total: first?.total ?? 0,
    months: first?.months ?? [],
    calls: data?.pages.flatMap(({ results }) => results) ?? [],
  };
}
