import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "../../api/api-error.ts";

type Props = {
  /** What is added, for the field's label: "New outcome". */
  readonly label: string;
  readonly onAdd: (label: string) => Promise<unknown>;
};

/** One field and a button that adds what was written. */
export function AddForm({ label, onAdd }: Props) {
  const [draft, setDraft] = useState("");
  const [error, setError] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setAdding(true);
    setError(undefined);
    try {
      await onAdd(draft.trim());
      setDraft("");
    } catch (reason) {
      setError(messageOf(reason));
    }
    setAdding(false);
  };
  return (
    <form onSubmit={add}>
      <Group gap="xs" align="flex-start">
        <TextInput
          aria-label={label}
          placeholder={label}
          value={draft}
          onChange={({ currentTarget }) => setDraft(currentTarget.value)}
          error={error}
          style={{ flex: "1 1 12rem" }}
        />
        <Button type="submit" loading={isAdding} disabled={draft.trim() === ""}>
          Add
        </Button>
      </Group>
    </form>
  );
}
