import { Button, Group, Modal, MultiSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { showDone } from "../../api/show-error.tsx";
import { recordName } from "../../data/object-types.ts";
import type { CrmRecord } from "../../data/records.ts";
import { RecordPicker } from "../record-picker.tsx";
import { type AssociationLabel, type Pair, useAssociate, useAssociationLabels } from "./use-associations.ts";

type Props = { readonly pair: Pair; readonly opened: boolean; readonly onClose: () => void };

/** Finds a record and associates it, with labels where there are some. */
export function AddAssociationModal({ pair, opened, onClose }: Props) {
  const title = `Associate a ${pair.to.singular.toLowerCase()}`;
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": "Close" }}>
      {opened && <AddForm pair={pair} onClose={onClose} />}
    </Modal>
  );
}

function AddForm({ pair, onClose }: Pick<Props, "pair" | "onClose">) {
  const choices = useAssociationLabels(pair.objectType, pair.to.name);
  const associate = useAssociate(pair);
  const [record, setRecord] = useState<CrmRecord>();
  const [chosen, setChosen] = useState<string[]>([]);
  const keyOf = ({ category, typeId }: AssociationLabel) => `${category} ${typeId}`;
  const add = () => {
    if (record === undefined) return;
    const labels = choices.filter((label) => chosen.includes(keyOf(label)));
    associate.mutate(
      { toId: record.id, labels },
      {
        onSuccess: () => {
          showDone(`${recordName(pair.to, record)} associated`);
          onClose();
        },
      },
    );
  };
  return (
    <Stack>
      <RecordPicker type={pair.to} value={record} onChange={setRecord} label={pair.to.singular} autoFocus />
      {choices.length > 0 && (
        <MultiSelect
          label="Labels"
          searchable
          data={choices.map((label) => ({ value: keyOf(label), label: label.label ?? "" }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={add} disabled={record === undefined} loading={associate.isPending}>
          Associate
        </Button>
      </Group>
    </Stack>
  );
}
