import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { recordName, standardTypes } from "../../data/object-types.ts";
import { type CrmRecord, useRecordSearch } from "../../data/records.ts";
import { useAssociations } from "../../parts/associations/use-associations.ts";
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
  const { data: linked } = useAssociations(
    { objectType: companion?.type.name ?? "", id: companion?.record.id ?? "", to: dealType },
    companion !== undefined,
  );
  const own = linked?.records.map(({ record }) => record) ?? [];
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
