import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import type { Schemas } from "../../api/schema.generated.ts";
import { showDone } from "../../api/show-error.tsx";
import type { AppObjectType } from "../../data/object-types.ts";

type BinPage = Schemas["BinPage"];
export type BinnedRecord = Schemas["BinnedRecord"];

const pageSize = 50;
const binKey = (objectType: string) => ["bin", objectType] as const;
/** More of these in one request are refused. */
const largestBatch = 100;

/** What was deleted of a type, the last first. */
export function useBin(type: AppObjectType) {
  const { data, ...query } = useInfiniteQuery({
    queryKey: binKey(type.name),
    queryFn: ({ pageParam, signal }) =>
      call("GET /app/bin/{objectType}", {
        path: { objectType: type.name },
        query: {
          limit: pageSize,
          after: pageParam,
          properties: [...type.nameProperties, ...type.detailProperties],
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ paging }: BinPage) => paging?.next.after,
  });
  return { ...query, records: data?.pages.flatMap(({ results }) => results) ?? [] };
}

/** Brings records back, with their associations, history and pins. */
export function useRestore(type: AppObjectType) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      inBatches(ids, (part) =>
        call("POST /crm/v3/objects/{objectType}/batch/restore", {
          path: { objectType: type.name },
          body: { inputs: part.map((id) => ({ id })) },
        }),
      ),
    onSuccess: (_, ids) => showDone(`${counted(ids.length, type)} restored`),
    onSettled: () => {
      client.invalidateQueries({ queryKey: binKey(type.name) });
      client.invalidateQueries({ queryKey: ["list"] });
      client.invalidateQueries({ queryKey: ["record"] });
    },
  });
}

/** Deletes records for good. */
export function usePurge(type: AppObjectType) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      inBatches(ids, (part) =>
        call("POST /app/bin/{objectType}/purge", { path: { objectType: type.name }, body: { ids: [...part] } }),
      ),
    onSuccess: (_, ids) => showDone(`${counted(ids.length, type)} deleted for good`),
    onSettled: () => client.invalidateQueries({ queryKey: binKey(type.name) }),
  });
}

async function inBatches(ids: readonly string[], work: (part: readonly string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < ids.length; start += largestBatch) await work(ids.slice(start, start + largestBatch));
}

/** "1 call", "3 calls". */
export function counted(count: number, { singular, plural }: Pick<AppObjectType, "singular" | "plural">): string {
  return `${count} ${(count === 1 ? singular : plural).toLowerCase()}`;
}
