import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { recordName, standardTypes } from "../../data/object-types.ts";
import { type CrmRecord, useRecordSearch } from "../../data/records.ts";
import type { Companion } from "./call-draft.ts";

type Props = {
  readonly companion: Companion | undefined;
  readonly value: readonly CrmRecord[];
  readonly onChange: (deals: readonly CrmRecord[]) => void;
};

const dealType = standardTypes.find(({ name }) => name === "deals") as (typeof standardTypes)[number];
const typingMilliseconds = 150;

/** The deals that the call belongs to: those of the record on the phone are offered first, others are found by name. */
export function DealsField({ companion, value, onChange }: Props) {
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text, typingMilliseconds);
  const { data: own = [] } = useDealsOf(companion);
  const { data: found } = useRecordSearch(dealType, wanted);
  const all = [...value, ...(wanted === "" ? own : []), ...(found?.results ?? [])];
  const byId = new Map(all.map((deal) => [deal.id, deal]));
  return (
    <MultiSelect
      label="Deals"
      placeholder={value.length === 0 ? "Find a deal" : undefined}
      searchable
      searchValue={text}
      onSearchChange={setText}
      data={[...byId.values()].map((deal) => ({ value: deal.id, label: recordName(dealType, deal) }))}
      filter={({ options }) => options}
      value={value.map(({ id }) => id)}
      onChange={(ids) => {
        onChange(ids.flatMap((id) => byId.get(id) ?? []));
        setText("");
      }}
      hidePickedOptions
      nothingFoundMessage="No deal found"
    />
  );
}

function useDealsOf(companion: Companion | undefined) {
  const objectType = companion?.type.name ?? "";
  const id = companion?.record.id ?? "";
  return useQuery({
    queryKey: ["record", objectType, id, "deals"],
    enabled: companion !== undefined && objectType !== "deals",
    queryFn: async ({ signal }): Promise<CrmRecord[]> => {
      const linked = await call("POST /crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read", {
        path: { fromObjectType: objectType, toObjectType: "deals" },
        body: { inputs: [{ id }] },
        signal,
      });
      const inputs = linked.results.flatMap(({ to }) => to.map(({ toObjectId }) => ({ id: String(toObjectId) })));
      if (inputs.length === 0) return [];
      const properties = [...dealType.nameProperties, ...dealType.detailProperties];
      const read = await call("POST /crm/v3/objects/{objectType}/batch/read", {
        path: { objectType: "deals" },
        body: { inputs: inputs.slice(0, 100), properties },
        signal,
      });
      return [...read.results];
    },
  });
}
