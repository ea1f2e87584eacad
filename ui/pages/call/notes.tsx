import { ClockIcon, PencilSquareIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Button, Card, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "../../api/api-error.ts";
import type { Property } from "../../data/properties.ts";
import { PropertyControl } from "../../parts/property-control.tsx";
import { SafeHtml } from "../../parts/safe-html.tsx";

type Props = {
  readonly property: Property | undefined;
  /** HTML that anyone may have written. */
  readonly value: string;
  readonly onSave: ((value: string) => Promise<unknown>) | undefined;
  readonly onHistory: (properties: readonly Property[]) => void;
};

/** What was said, and notes about it. */
export function Notes({ property, value, onSave, onHistory }: Props) {
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  if (property === undefined) return null;
  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      if (draft !== undefined && draft !== value) await onSave?.(draft);
      setDraft(undefined);
    } catch (reason) {
      setError(messageOf(reason));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Card padding="md">
      <Group justify="space-between" mb={8}>
        <Title order={2} fz="md">
          Notes
        </Title>
        <Group gap={4}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="History of the notes"
            onClick={() => onHistory([property])}
          >
            <ClockIcon width={16} aria-hidden />
          </ActionIcon>
          {onSave !== undefined && draft === undefined && (
            <ActionIcon variant="subtle" color="gray" aria-label="Edit the notes" onClick={() => setDraft(value)}>
              <PencilSquareIcon width={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {draft === undefined ? (
        value === "" ? (
          <Text size="sm" c="dimmed">
            No notes yet.
          </Text>
        ) : (
          <SafeHtml html={value} />
        )
      ) : (
        <>
          <PropertyControl property={property} value={draft} onChange={setDraft} autoFocus />
          {error !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={6}>
              {error}
            </Text>
          )}
          <Group mt="sm" gap="xs">
            <Button onClick={save} loading={isSaving}>
              Save notes
            </Button>
            <Button variant="default" onClick={() => setDraft(undefined)}>
              Cancel
            </Button>
          </Group>
        </>
      )}
    </Card>
  );
}
