import { PencilSquareIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "../../api/api-error.ts";

type Props = { readonly value: string; readonly onSave: ((value: string) => Promise<unknown>) | undefined };

/** The call's heading, changed in place. */
export function EditableTitle({ value, onSave }: Props) {
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  if (draft === undefined || onSave === undefined) {
    return (
      <Group component="span" gap={6} wrap="nowrap">
        <span>{value || "Call without a title"}</span>
        {onSave !== undefined && (
          <ActionIcon
            component="button"
            variant="subtle"
            color="gray"
            aria-label="Edit the title"
            onClick={() => setDraft(value)}
          >
            <PencilSquareIcon width={17} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    );
  }
  const end = () => {
    setDraft(undefined);
    setError(undefined);
  };
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (draft === value) return end();
    try {
      await onSave(draft);
      end();
    } catch (reason) {
      setError(messageOf(reason));
    }
  };
  return (
    <form onSubmit={save}>
      <TextInput
        size="md"
        w={{ base: "100%", sm: 460 }}
        aria-label="Title"
        value={draft}
        error={error}
        autoFocus
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={() => save()}
        onKeyDown={({ key }) => key === "Escape" && end()}
      />
    </form>
  );
}
