import { PencilSquareIcon, TrashIcon } from "@heroicons/react/24/outline";
import { Button, Group, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense, useEffect, useState } from "react";
import type { CallFilters } from "../../data/call-filters.ts";
import type { CrmRecord } from "../../data/records.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { ErrorBoundary } from "../../parts/error-boundary.tsx";
import { loadable } from "../../parts/loadable.tsx";
import classes from "./bulk-bar.module.css";
import { BulkDeleteModal } from "./bulk-delete-modal.tsx";
import type { Selection } from "./use-selection.ts";

/** With every control that a property can have. */
const BulkEditModal = loadable(async () => (await import("./bulk-edit-modal.tsx")).BulkEditModal);

type Props = {
  readonly selection: Selection;
  readonly filters: CallFilters;
  readonly total: number | undefined;
  readonly loaded: readonly CrmRecord[];
};

/** What can be done with the chosen calls. */
export function BulkBar({ selection, filters, total, loaded }: Props) {
  const [isEditing, editing] = useDisclosure();
  const [isEditWanted, setEditWanted] = useState(false);
  const [isDeleting, deleting] = useDisclosure();
  useEffect(() => {
    // What has not come is asked for again, and missed, by who wants to edit.
    BulkEditModal.load().then(
      () => setEditWanted(true),
      () => {},
    );
  }, []);
  const edit = () => {
    setEditWanted(true);
    editing.open();
  };
  const count = selection.isAll ? (total ?? loaded.length) : selection.ids.size;
  const couldBeMore = !selection.isAll && total !== undefined && total > count && count >= loaded.length;
  const calls = count === 1 ? "call" : "calls";
  const shared = { selection, filters, count };
  return (
    <section className={classes.bar} aria-label="Chosen calls">
      <Text fw={580} size="sm" className="tabular" aria-live="polite">
        {formatNumber(count)} {calls} chosen
      </Text>
      {couldBeMore && (
        <UnstyledButton className={classes.all} onClick={selection.chooseAll}>
          Choose all {formatNumber(total)} that match
        </UnstyledButton>
      )}
      <Group gap="xs" ml="auto">
        <Button size="xs" variant="default" leftSection={<PencilSquareIcon width={15} aria-hidden />} onClick={edit}>
          Edit
        </Button>
        <Button
          size="xs"
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<TrashIcon width={15} aria-hidden />}
          onClick={deleting.open}
        >
          Delete
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={selection.clear}>
          Choose none
        </Button>
      </Group>
      {isEditWanted && (
        <ErrorBoundary isSmall>
          <Suspense>
            <BulkEditModal {...shared} opened={isEditing} onClose={editing.close} />
          </Suspense>
        </ErrorBoundary>
      )}
      <BulkDeleteModal {...shared} opened={isDeleting} onClose={deleting.close} />
    </section>
  );
}
