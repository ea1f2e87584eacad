import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/client.ts";
import type { Schemas } from "../api/schema.generated.ts";
import type { AppObjectType } from "./object-types.ts";

export type CrmRecord = Schemas["Record"];
export type Values = Record<string, string | null>;

/** Everything that was read of one record lies below this key. */
export const recordKey = (objectType: string, id: string) => ["record", objectType, id] as const;

/** Reads one record with the named properties. */
export function useRecord(objectType: string, id: string, properties: readonly string[], enabled = true) {
  return useQuery({
    queryKey: [...recordKey(objectType, id), "values", properties.join(",")],
    queryFn: ({ signal }) =>
      call("GET /crm/v3/objects/{objectType}/{objectId}", {
        path: { objectType, objectId: id },
        query: { properties: [...properties] },
        signal,
      }),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** Changes properties of a record. What was read of the record is shown changed at once, and put back on a refusal. */
export function useUpdateRecord(objectType: string, id: string) {
  const client = useQueryClient();
  const key = [...recordKey(objectType, id), "values"];
  return useMutation({
    mutationFn: (properties: Values) =>
      call("PATCH /crm/v3/objects/{objectType}/{objectId}", {
        path: { objectType, objectId: id },
        body: {
          properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? ""])),
        },
      }),
    onMutate: async (properties) => {
      await client.cancelQueries({ queryKey: key });
      const former = client.getQueriesData<CrmRecord>({ queryKey: key });
      client.setQueriesData<CrmRecord>({ queryKey: key }, (record) =>
        record === undefined ? record : { ...record, properties: { ...record.properties, ...properties } },
      );
      return { former };
    },
    onError: (_error, _properties, context) => {
      for (const [queryKey, record] of context?.former ?? []) client.setQueryData(queryKey, record);
    },
    onSettled: () => {
      client.invalidateQueries({ queryKey: recordKey(objectType, id) });
      client.invalidateQueries({ queryKey: ["list", objectType] });
    },
  });
}

type RecordSearch = {
  readonly text: string;
  readonly properties: readonly string[];
  readonly limit: number;
  readonly after?: string | undefined;
};

/** Finds records by whatever searches look at, those that were changed last first; all of them where there is no text. */
export function searchRecords(type: AppObjectType, wanted: RecordSearch, signal: AbortSignal) {
  const text = wanted.text.trim();
  return call("POST /crm/v3/objects/{objectType}/search", {
    path: { objectType: type.name },
    body: {
      ...(text === "" ? {} : { query: text }),
      sorts: [{ propertyName: type.modifiedProperty, direction: "DESCENDING" }],
      properties: [...wanted.properties],
      limit: wanted.limit,
      ...(wanted.after === undefined ? {} : { after: wanted.after }),
    },
    signal,
  });
}

const searchLimit = 20;

/** Finds records by name, phone number, e-mail address and so on; the latest ones where there is no text. */
export function useRecordSearch(type: AppObjectType, text: string, enabled = true) {
  const properties = [...type.nameProperties, ...type.detailProperties];
  return useQuery({
    queryKey: ["record-search", type.name, text],
    queryFn: ({ signal }) => searchRecords(type, { text, properties, limit: searchLimit }, signal),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
