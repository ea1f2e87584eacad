import { queryOptions, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../../api/client.ts";
import { recordName, standardTypes } from "../../data/object-types.ts";
import type { CrmRecord } from "../../data/records.ts";
import { usePermissions } from "../../session/session.ts";

export type CallContact = { readonly id: string; readonly name: string };

const pageSize = 100;
const contactType = standardTypes.find(({ name }) => name === "contacts");

/** Reads the contacts of up to a hundred calls, for `useCallContacts` or ahead of it. */
export const callContactsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["list", "call-contacts", ids],
    queryFn: ({ signal }) => readContacts(ids, signal),
    staleTime: 60_000,
  });

/** The contacts of the calls, by call id; read for a hundred calls at a time. */
export function useCallContacts(
  calls: readonly CrmRecord[],
  enabled: boolean,
): ReadonlyMap<string, readonly CallContact[]> {
  const permissions = usePermissions();
  const isWanted = enabled && permissions.canRead("contacts");
  const pages = useMemo(() => {
    const ids = calls.map(({ id }) => id);
    return Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, n) =>
      ids.slice(n * pageSize, (n + 1) * pageSize),
    );
  }, [calls]);
  return useQueries({
    queries: pages.map((ids) => ({ ...callContactsQuery(ids), enabled: isWanted })),
    combine: (answers) => new Map(answers.flatMap(({ data }) => [...(data ?? [])])),
  });
}

/** Reads the contacts of up to a hundred calls, by call id. */
async function readContacts(ids: readonly string[], signal: AbortSignal): Promise<Map<string, CallContact[]>> {
  const links = await call("POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read", {
    path: { fromObjectType: "calls", toObjectType: "contacts" },
    body: { inputs: ids.map((id) => ({ id })) },
    signal,
  });
  const pairs = links.results.map(({ from, to }) => [from.id, to.map(({ toObjectId }) => String(toObjectId))] as const);
  const names = await readNames([...new Set(pairs.flatMap(([, contactIds]) => contactIds))], signal);
  return new Map(
    pairs.map(([id, contactIds]) => [id, contactIds.map((each) => ({ id: each, name: names.get(each) ?? each }))]),
  );
}

async function readNames(ids: readonly string[], signal: AbortSignal): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  if (contactType === undefined) return names;
  for (let start = 0; start < ids.length; start += pageSize) {
    const { results } = await call("POST /crm/v3/objects/{objectType}/batch/read", {
      path: { objectType: "contacts" },
      body: {
        inputs: ids.slice(start, start + pageSize).map((id) => ({ id })),
        properties: [...contactType.nameProperties, "email"],
      },
      signal,
    });
    for (const record of results) names.set(record.id, recordName(contactType, record));
  }
  return names;
}
