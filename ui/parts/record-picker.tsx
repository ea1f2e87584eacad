import { CloseButton, Combobox, Loader, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { type AppObjectType, recordName } from "../data/object-types.ts";
import { type CrmRecord, useRecordSearch } from "../data/records.ts";

const typingMilliseconds = 200;

type Props = {
  readonly type: AppObjectType;
  readonly value: CrmRecord | undefined;
  readonly onChange: (record: CrmRecord | undefined) => void;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
};

/** Finds a record by whatever is known of it: name, phone number, e-mail address. By keyboard all the way. */
export function RecordPicker({ type, value, onChange, ...input }: Props) {
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text, typingMilliseconds);
  const [isOpen, setOpen] = useState(false);
  const [takesFirst, setTakesFirst] = useState(false);
  const combobox = useCombobox({
    opened: isOpen,
    onOpenedChange: setOpen,
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const { data, isFetching } = useRecordSearch(type, wanted, isOpen || takesFirst);
  const found = data?.results ?? [];
  const choose = (id: string) => {
    onChange(found.find((record) => record.id === id));
    setText("");
    combobox.closeDropdown();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (value !== undefined) {
      if (["Backspace", "Delete"].includes(event.key)) onChange(undefined);
      return;
    }
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || text.trim() === "") return;
    // Enter takes the first one found, and never sends the form while someone looks for a record.
    event.preventDefault();
    if (combobox.getSelectedOptionIndex() === -1) setTakesFirst(true);
  };
  useEffect(() => {
    // The search may still be under way when Enter was pressed.
    if (!takesFirst || wanted !== text || isFetching) return;
    setTakesFirst(false);
    const [first] = data?.results ?? [];
    if (first === undefined) return;
    onChange(first);
    setText("");
    setOpen(false);
  }, [takesFirst, wanted, text, isFetching, data, onChange]);
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal>
      <Combobox.Target>
        <TextInput
          {...input}
          data-autofocus={input.autoFocus || undefined}
          placeholder={`Find a ${type.singular.toLowerCase()}`}
          value={value === undefined ? text : recordName(type, value)}
          readOnly={value !== undefined}
          onFocus={() => value === undefined && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setTakesFirst(false);
            combobox.openDropdown();
          }}
          rightSection={
            value !== undefined ? (
              // Not on the way of the Tab key: by keyboard, Delete does the same.
              <CloseButton size="sm" tabIndex={-1} aria-label="Choose another" onClick={() => onChange(undefined)} />
            ) : (
              isFetching && <Loader size={14} />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={value !== undefined}>
        <Combobox.Options mah={280} style={{ overflowY: "auto" }}>
          {found.map((record) => (
            <Combobox.Option key={record.id} value={record.id}>
              <Text size="sm" fw={560}>
                {recordName(type, record)}
              </Text>
              <Text size="xs" c="dimmed">
                {type.detailProperties
                  .map((name) => record.properties[name])
                  .filter(Boolean)
                  .slice(0, 2)
                  .join(" · ")}
              </Text>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{isFetching ? "Looking …" : "Nothing found"}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
