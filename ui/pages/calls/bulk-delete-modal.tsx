import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { call } from "../../api/client.ts";
import { showDone } from "../../api/show-error.tsx";
import type { CallFilters } from "../../data/call-filters.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { useSession } from "../../session/session.ts";
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

/** Moves all chosen calls to the recycling bin, after a word. */
export function BulkDeleteModal({ selection, filters, count, opened, onClose }: Props) {
  const { recycleBinDays } = useSession();
  const { progress, run, cancel } = useBulk(selection, filters);
  const calls = `${formatNumber(count)} ${count === 1 ? "call" : "calls"}`;
  const remove = async () => {
    const outcome = await run(async (ids) => {
      await call("POST /crm/v3/objects/{objectType}/batch/archive", {
        path: { objectType: "calls" },
        body: { inputs: ids.map((id) => ({ id })) },
      });
      return 0;
    });
    if (outcome === undefined) return;
    showDone(`${formatNumber(outcome.done)} ${outcome.done === 1 ? "call" : "calls"} moved to the recycling bin`);
    selection.clear();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={progress === undefined ? onClose : () => {}}
      title={`Delete ${calls}?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">
          They go to the recycling bin with their associations and history, and can be restored from there for{" "}
          {recycleBinDays} days.
        </Text>
        {progress !== undefined && <BulkProgress progress={progress} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={progress === undefined ? onClose : cancel} data-autofocus>
            {progress === undefined ? "Cancel" : "Stop"}
          </Button>
          <Button color="red" onClick={remove} loading={progress !== undefined}>
            Delete {calls}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
