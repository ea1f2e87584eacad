import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { showDone, showError } from "../../api/show-error.tsx";
import type { CallFilters } from "../../data/call-filters.ts";
import { isEditable, useProperties } from "../../data/properties.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { PropertyControl } from "../../parts/property-control.tsx";
import { BulkProgress } from "./bulk-progress.tsx";
import { useBulk } from "./use-bulk.ts";
import type { Selection } from "./use-selection.ts";

type Props = {
  readonly selection: Selection;
  readonly filters: CallFilters;
  readonly count: number;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Gives one property the same value on all chosen calls. */
export function BulkEditModal({ selection, filters, count, opened, onClose }: Props) {
  const { all, byName } = useProperties("calls");
  const [name, setName] = useState<string | null>("hs_call_disposition");
  const [value, setValue] = useState("");
  const { progress, run, cancel } = useBulk(selection, filters);
  const property = byName.get(name ?? "");
  const calls = `${formatNumber(count)} ${count === 1 ? "call" : "calls"}`;
  const apply = async () => {
    if (property === undefined) return;
    const outcome = await run(async (ids) => {
      const { numErrors = 0 } = await call("POST /crm/v3/objects/{objectType}/batch/update", {
        path: { objectType: "calls" },
        body: { inputs: ids.map((id) => ({ id, properties: { [property.name]: value } })) },
      });
      return numErrors;
    });
    if (outcome === undefined) return;
    showDone(`${formatNumber(outcome.done)} ${outcome.done === 1 ? "call" : "calls"} changed`);
    if (outcome.refused > 0) showError(`${formatNumber(outcome.refused)} could not be changed`);
    selection.clear();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={progress === undefined ? onClose : () => {}}
      title={`Edit ${calls}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Select
          label="Property"
          searchable
          openOnFocus={false}
          data={all
            .filter((each) => isEditable(each) && !each.hidden)
            .map((each) => ({ value: each.name, label: each.label }))
            .toSorted((a, b) => a.label.localeCompare(b.label))}
          value={name}
          onChange={(next) => {
            setName(next);
            setValue("");
          }}
          data-autofocus
        />
        {property !== undefined && (
          <PropertyControl
            key={property.name}
            property={property}
            value={value}
            onChange={setValue}
            label="New value"
          />
        )}
        {value === "" && property !== undefined && (
          <Text size="sm" c="dimmed">
            Without a value the property is emptied.
          </Text>
        )}
        {progress !== undefined && <BulkProgress progress={progress} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={progress === undefined ? onClose : cancel}>
            {progress === undefined ? "Cancel" : "Stop"}
          </Button>
          <Button onClick={apply} loading={progress !== undefined} disabled={property === undefined}>
            Change {calls}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
