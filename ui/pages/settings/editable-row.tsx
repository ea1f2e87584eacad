import { CheckIcon, PencilSquareIcon, TrashIcon, XMarkIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Group, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type FormEvent, type ReactNode, useState } from "react";
import { messageOf } from "../../api/api-error.ts";
import classes from "./settings.module.css";

type Props = {
  readonly label: string;
  readonly children?: ReactNode;
  /** Stores another label; what it throws is shown. Without it the label stays. */
  readonly onRename?: (label: string) => Promise<unknown>;
  readonly onDelete?: () => void;
  /** What deleting means, said before it is done. */
  readonly deleteWarning?: string;
};

/** A line of a list whose label can be changed in place, and which can be deleted. */
export function EditableRow({ label, children, onRename, onDelete, deleteWarning }: Props) {
  const [isEditing, setEditing] = useState(false);
  const [draft, setDraft] = useState(label);
  const [error, setError] = useState<string>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      if (draft.trim() !== label) await onRename?.(draft.trim());
      setEditing(false);
    } catch (reason) {
      setError(messageOf(reason));
    }
  };
  const begin = () => {
    setDraft(label);
    setError(undefined);
    setEditing(true);
  };
  const confirmDelete = () =>
    modals.openConfirmModal({
      title: `Delete “${label}”?`,
      children: <Text size="sm">{deleteWarning}</Text>,
      labels: { confirm: "Delete", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: onDelete,
    });
  if (isEditing) {
    return (
      <form className={classes.row} onSubmit={save}>
        <TextInput
          className={classes.grow}
          aria-label={`New label of ${label}`}
          value={draft}
          onChange={({ currentTarget }) => setDraft(currentTarget.value)}
          onKeyDown={({ key }) => key === "Escape" && setEditing(false)}
          error={error}
          autoFocus
        />
        <ActionIcon type="submit" aria-label="Save" disabled={draft.trim() === ""}>
          <CheckIcon width={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label="Cancel" onClick={() => setEditing(false)}>
          <XMarkIcon width={16} aria-hidden />
        </ActionIcon>
      </form>
    );
  }
  return (
    <div className={classes.row}>
      <div className={classes.grow}>
        <span>{label}</span>
        {children}
      </div>
      <Group gap={4} wrap="nowrap">
        {onRename !== undefined && (
          <ActionIcon variant="subtle" color="gray" aria-label={`Rename ${label}`} onClick={begin}>
            <PencilSquareIcon width={16} aria-hidden />
          </ActionIcon>
        )}
        {onDelete !== undefined && (
          <ActionIcon variant="subtle" color="gray" aria-label={`Delete ${label}`} onClick={confirmDelete}>
            <TrashIcon width={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </div>
  );
}
