import { Button, Checkbox, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { FilterPill } from "./filter-pill.tsx";

export type Choice = { readonly value: string; readonly label: string };

type Props = {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
};

const searchedFrom = 9;

/** A filter of which several choices can be ticked; long lists can be searched. */
export function ListPill({ label, choices, value, onChange }: Props) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(wanted));
  return (
    <FilterPill label={label} chosen={describe(choices, value)}>
      <Stack gap="xs">
        {choices.length >= searchedFrom && (
          <TextInput
            size="xs"
            placeholder="Search"
            aria-label={`Search ${label.toLowerCase()}`}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
        <ScrollArea.Autosize mah={280} type="auto">
          <Checkbox.Group value={[...value]} onChange={onChange} aria-label={label}>
            <Stack gap={10} p={4}>
              {shown.map((choice) => (
                <Checkbox key={choice.value} value={choice.value} label={choice.label} size="xs" />
              ))}
              {shown.length === 0 && (
                <Text size="sm" c="dimmed">
                  Nothing found
                </Text>
              )}
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
        {value.length > 0 && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange([])}>
            Clear
          </Button>
        )}
      </Stack>
    </FilterPill>
  );
}

function describe(choices: readonly Choice[], value: readonly string[]): string | undefined {
  const [first] = value;
  if (first === undefined) return undefined;
  if (value.length > 1) return String(value.length);
  return choices.find((choice) => choice.value === first)?.label ?? first;
}
