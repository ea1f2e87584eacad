import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import type { AppObjectType } from "../../data/object-types.ts";
import { type CrmRecord, recordKey } from "../../data/records.ts";

export type AssociationLabel = {
  readonly category: "HUBSPOT_DEFINED" | "USER_DEFINED" | "INTEGRATOR_DEFINED" | "WORK";
  readonly typeId: number;
  readonly label: string | null;
};

export type AssociatedRecord = { readonly record: CrmRecord; readonly labels: readonly AssociationLabel[] };

const mostRecords = 100;

/** Two records, from the first's point of view. */
export type Pair = { readonly objectType: string; readonly id: string; readonly to: AppObjectType };

const keyOf = ({ objectType, id, to }: Pair) => [...recordKey(objectType, id), "associations", to.name];

/** The records of one type that a record is associated with (the first hundred), with their labels. */
export function useAssociations(pair: Pair, enabled = true) {
  return useQuery({
    queryKey: keyOf(pair),
    queryFn: ({ signal }) => readAssociations(pair, signal),
    enabled,
  });
}

async function readAssociations({ objectType, id, to }: Pair, signal: AbortSignal) {
  const links = await call("GET /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}", {
    path: { objectType, objectId: id, toObjectType: to.name },
    query: { limit: mostRecords },
    signal,
  });
  if (links.results.length === 0) return { records: [], isMore: false };
  const { results } = await call("POST /crm/v3/objects/{objectType}/batch/read", {
    path: { objectType: to.name },
    body: {
      inputs: links.results.map(({ toObjectId }) => ({ id: String(toObjectId) })),
      properties: [...to.nameProperties, ...to.detailProperties],
    },
    signal,
  });
  const byId = new Map(results.map((record) => [record.id, record]));
  const records = links.results.flatMap(({ toObjectId, associationTypes }): AssociatedRecord[] => {
    const record = byId.get(String(toObjectId));
    return record === undefined ? [] : [{ record, labels: associationTypes }];
  });
  return { records, isMore: links.paging !== undefined };
}

/** The labels that an association between two object types can have; the one without a name is not among them. */
export function useAssociationLabels(objectType: string, toObjectType: string): readonly AssociationLabel[] {
  const { data = [] } = useQuery({
    queryKey: ["association-labels", objectType, toObjectType],
    queryFn: ({ signal }) =>
      call("GET /crm/v4/associations/{fromObjectType}/{toObjectType}/labels", {
        path: { fromObjectType: objectType, toObjectType },
        signal,
      }),
    staleTime: 60_000,
    select: ({ results }) => results.filter(({ label }) => label !== null),
  });
  return data;
}

/** Associates two records with these labels and no others; without a label where there are none. */
export function useAssociate(pair: Pair) {
  const client = useQueryClient();
  const { objectType, id, to } = pair;
  return useMutation({
    mutationFn: async ({ toId, labels }: { toId: string; labels: readonly AssociationLabel[] }) => {
      if (labels.length === 0) {
        await call("PUT /crm/v4/objects/{objectType}/{objectId}/associations/default/{toObjectType}/{toObjectId}", {
          path: { objectType, objectId: id, toObjectType: to.name, toObjectId: toId },
        });
        return;
      }
      await call("PUT /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}", {
        path: { objectType, objectId: id, toObjectType: to.name, toObjectId: toId },
        body: labels.map(({ category, typeId }) => ({ associationCategory: category, associationTypeId: typeId })),
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(pair) }),
  });
}

/** Takes one label off an association, and leaves the rest. */
export function useRemoveLabel(pair: Pair) {
  const client = useQueryClient();
  const { objectType, id, to } = pair;
  return useMutation({
    mutationFn: ({ toId, label }: { toId: string; label: AssociationLabel }) =>
      call("POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/labels/archive", {
        path: { fromObjectType: objectType, toObjectType: to.name },
        body: {
          inputs: [
            {
              from: { id },
              to: { id: toId },
              types: [{ associationCategory: label.category, associationTypeId: label.typeId }],
            },
          ],
        },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(pair) }),
  });
}

/** Ends an association wholly, with all labels. */
export function useDissociate(pair: Pair) {
  const client = useQueryClient();
  const { objectType, id, to } = pair;
  return useMutation({
    mutationFn: (toId: string) =>
      call("DELETE /crm/v4/objects/{objectType}/{objectId}/associations/{toObjectType}/{toObjectId}", {
        path: { objectType, objectId: id, toObjectType: to.name, toObjectId: toId },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(pair) }),
  });
}
