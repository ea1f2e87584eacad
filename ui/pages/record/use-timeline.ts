import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import type { Schemas } from "../../api/schema.generated.ts";
import { recordKey } from "../../data/records.ts";
import { viewerTimeZone } from "../../formats/dates.ts";

type TimelinePage = Schemas["CallTimeline"];
export type Month = NonNullable<TimelinePage["months"]>[number];

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
      call("GET /app/timeline/{objectType}/{objectId}", {
        path: { objectType, objectId: id },
        query: {
          ...(outcome === null ? {} : { outcome: [outcome] }),
          properties,
          timeZone: viewerTimeZone(),
          limit: pageSize,
          after: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ paging }: TimelinePage) => paging?.next.after,
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
