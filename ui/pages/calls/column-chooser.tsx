import { ViewColumnsIcon } from "@heroicons/react/24/outline";
import { Button, Checkbox, Popover, ScrollArea, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useProperties } from "../../data/properties.ts";
import { contactsColumn, defaultColumns, firstColumn } from "./columns.ts";

type Props = { readonly columns: readonly string[]; readonly onChange: (columns: readonly string[]) => void };

/** Which columns the table has: any property of calls, and their contacts. */
export function ColumnChooser(props: Props) {
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<ViewColumnsIcon width={16} aria-hidden />} visibleFrom="sm">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label="Columns">
        <Choices {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ columns, onChange }: Props) {
  const [text, setText] = useState("");
  const { all } = useProperties("calls");
  const choices = [
    { value: contactsColumn, label: "Contacts" },
    ...all.filter(({ name }) => name !== firstColumn).map(({ name, label }) => ({ value: name, label })),
  ];
  const wanted = text.trim().toLowerCase();
  const isChosen = (value: string) => columns.includes(value);
  const shown = choices
    .filter(({ label, value }) => label.toLowerCase().includes(wanted) || value.includes(wanted))
    .toSorted((a, b) => Number(isChosen(b.value)) - Number(isChosen(a.value)) || a.label.localeCompare(b.label));
  const toggle = (value: string) =>
    onChange(isChosen(value) ? columns.filter((each) => each !== value) : [...columns, value]);
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        placeholder="Search properties"
        aria-label="Search properties"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <ScrollArea.Autosize mah={340} type="auto">
        <Stack gap={9} p={4}>
          {shown.map(({ value, label }) => (
            <Checkbox key={value} size="xs" label={label} checked={isChosen(value)} onChange={() => toggle(value)} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(defaultColumns)}>
        As they were at first
      </Button>
    </Stack>
  );
}
