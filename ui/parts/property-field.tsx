import { CheckIcon, ClockIcon, PencilSquareIcon, XMarkIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Group, Text, Tooltip, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { messageOf } from "../api/api-error.ts";
import { isEditable, kindOf, type Property } from "../data/properties.ts";
import { PropertyControl } from "./property-control.tsx";
import classes from "./property-field.module.css";
import { PropertyValue } from "./property-value.tsx";

type Props = {
  readonly property: Property;
  readonly value: string | null | undefined;
  /** Stores the value; what it throws is shown at the control. Without it the value is only shown. */
  readonly onSave?: (value: string) => Promise<unknown>;
  /** Opens the value's history. */
  readonly onHistory?: () => void;
  /** What stands in place of the plain value. */
  readonly children?: ReactNode;
};

/** A property with its label, edited in place: click or Enter begins, Enter stores, Escape puts back. */
export function PropertyField({ property, value, onSave, onHistory, children }: Props) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const canEdit = onSave !== undefined && isEditable(property);
  const end = () => {
    setEditing(false);
    // Back to where the keyboard was, once the button is there again.
    requestAnimationFrame(() => button.current?.focus());
  };
  const shown = children ?? <PropertyValue property={property} value={value} />;
  const isEmpty = value === null || value === undefined || value === "";
  return (
    <div className={classes.field}>
      <Group justify="space-between" gap={4} wrap="nowrap" className={classes.head}>
        <Text size="xs" c="dimmed" title={property.description} className="truncate">
          {property.label}
        </Text>
        {onHistory !== undefined && (
          <Tooltip label="History">
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              onClick={onHistory}
              aria-label={`History of ${property.label}`}
              className={classes.history}
            >
              <ClockIcon width={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {isEditing && onSave !== undefined ? (
        <FieldEditor property={property} value={value ?? ""} onSave={onSave} onEnd={end} />
      ) : (
        <div className={classes.row}>
          <div className={classes.value}>{isEmpty ? <span className={classes.empty}>–</span> : shown}</div>
          {canEdit && (
            <UnstyledButton
              ref={button}
              className={classes.edit}
              onClick={() => setEditing(true)}
              aria-label={`Edit ${property.label}`}
            >
              <PencilSquareIcon width={15} aria-hidden />
            </UnstyledButton>
          )}
        </div>
      )}
    </div>
  );
}

type EditorProps = {
  readonly property: Property;
  readonly value: string;
  readonly onSave: (value: string) => Promise<unknown>;
  readonly onEnd: () => void;
};

function FieldEditor({ property, value, onSave, onEnd }: EditorProps) {
  const [draft, setDraft] = useState(value);
  const [error, setError] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const takesLines = ["html", "textarea"].includes(kindOf(property));
  const save = async () => {
    if (draft === value) return onEnd();
    setSaving(true);
    setError(undefined);
    try {
      await onSave(draft);
      onEnd();
    } catch (reason) {
      setError(messageOf(reason));
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A list that is open takes Enter and Escape for itself.
    if (event.defaultPrevented) return;
    if (event.key === "Escape") onEnd();
    if (event.key === "Enter" && (!takesLines || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to keys of the control within
    <div onKeyDown={onKeyDown}>
      <PropertyControl property={property} value={draft} onChange={setDraft} error={error} autoFocus />
      {takesLines && error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" mt={4}>
          {error}
        </Text>
      )}
      <Group gap={6} mt={6}>
        <ActionIcon size="md" onClick={save} loading={isSaving} aria-label={`Save ${property.label}`}>
          <CheckIcon width={16} aria-hidden />
        </ActionIcon>
        <ActionIcon size="md" variant="default" onClick={onEnd} aria-label="Cancel">
          <XMarkIcon width={16} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  );
}
