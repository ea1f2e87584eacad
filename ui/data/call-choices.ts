import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api/client.ts";
import type { Schemas } from "../api/schema.generated.ts";

export type CallChoice = Schemas["CallChoice"];

export const outcomesKey = ["outcomes"] as const;
export const callTypesKey = ["call-types"] as const;

const staleTime = 60_000;

/** Reads the outcomes, for `useOutcomes` or ahead of it. The same for the types. */
export const outcomesQuery = queryOptions({
  queryKey: outcomesKey,
  queryFn: ({ signal }) => call("GET /calling/v1/dispositions", { signal }),
  staleTime,
});

export const callTypesQuery = queryOptions({
  queryKey: callTypesKey,
  queryFn: ({ signal }) => call("GET /calling/v1/call-types", { signal }),
  staleTime,
});

/** The outcomes that a call can have, with those that were deleted: old calls still have them. */
export function useOutcomes(): readonly CallChoice[] {
  const { data = [] } = useQuery(outcomesQuery);
  return data;
}

/** The types that a call can have. */
export function useCallTypes(): readonly CallChoice[] {
  const { data = [] } = useQuery(callTypesQuery);
  return data;
}
