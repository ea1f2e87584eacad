import { MagnifyingGlassIcon } from "@heroicons/react/24/outline";
import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type ReactNode, useEffect, useState } from "react";
import { useCallTypes, useOutcomes } from "../../data/call-choices.ts";
import { countFilters, noFilters, useCallFilters } from "../../data/call-filters.ts";
import { ownerName, useOwners } from "../../data/owners.ts";
import { useProperties } from "../../data/properties.ts";
import classes from "./call-filters.module.css";
import { FilterPill } from "./filter-pill.tsx";
import { type Choice, ListPill } from "./list-pill.tsx";
import { PeriodPill } from "./period-pill.tsx";

const typingMilliseconds = 300;
const none = (label: string): Choice => ({ value: "none", label });

type Props = {
  /** Buttons at the end of the row. */
  readonly children?: ReactNode;
};

/** All filters of calls in one row, read from and written to the address bar. */
export function CallFilterBar({ children }: Props) {
  const { filters, change } = useCallFilters();
  const outcomes = useOutcomes();
  const types = useCallTypes();
  const owners = useOwners();
  const { byName } = useProperties("calls");
  const options = (name: string): Choice[] =>
    byName.get(name)?.options.map(({ value, label }) => ({ value, label })) ?? [];
  const isSet = countFilters(filters) > 0 || filters.q !== "";
  return (
    <search className={classes.bar} aria-label="Calls">
      <SearchText value={filters.q} onChange={(q) => change({ q })} />
      <div className={classes.pills}>
        <ListPill
          label="Owner"
          choices={[...owners.active.map((owner) => ({ value: owner.id, label: ownerName(owner) })), none("No owner")]}
          value={filters.owner}
          onChange={(owner) => change({ owner })}
        />
        <ListPill
          label="Outcome"
          choices={[...outcomes.map(({ id, label }) => ({ value: id, label })), none("No outcome")]}
          value={filters.outcome}
          onChange={(outcome) => change({ outcome })}
        />
        <PeriodPill filters={filters} onChange={change} />
        <ListPill
          label="Direction"
          choices={[...options("hs_call_direction"), none("No direction")]}
          value={filters.direction}
          onChange={(direction) => change({ direction })}
        />
        <ListPill
          label="Status"
          choices={[...options("hs_call_status"), none("No status")]}
          value={filters.status}
          onChange={(status) => change({ status })}
        />
        {types.length > 0 && (
          <ListPill
            label="Type"
            choices={[...types.map(({ label }) => ({ value: label, label })), none("No type")]}
            value={filters.type}
            onChange={(type) => change({ type })}
          />
        )}
        <MorePill />
        {isSet && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => change(noFilters)}>
            Clear all
          </Button>
        )}
      </div>
      {children}
    </search>
  );
}

function MorePill() {
  const { filters, change } = useCallFilters();
  const chosen = [
    filters.recording === true && "recording",
    filters.voicemail === true && "voicemail",
    filters.waiting && "waiting",
  ].filter(Boolean);
  return (
    <FilterPill label="More" chosen={chosen.length > 0 ? chosen.join(", ") : undefined}>
      <Stack gap={10} p={4}>
        <Checkbox
          size="xs"
          label="Has a recording"
          checked={filters.recording === true}
          onChange={({ currentTarget }) => change({ recording: currentTarget.checked || undefined })}
        />
        <Checkbox
          size="xs"
          label="Is a voicemail"
          checked={filters.voicemail === true}
          onChange={({ currentTarget }) => change({ voicemail: currentTarget.checked || undefined })}
        />
        <Checkbox
          size="xs"
          label="Voicemail without an outcome yet"
          checked={filters.waiting}
          onChange={({ currentTarget }) => change({ waiting: currentTarget.checked })}
        />
      </Stack>
    </FilterPill>
  );
}

function SearchText({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, typingMilliseconds);
  // Another view was opened, or the filters were cleared.
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      size="xs"
      className={classes.search}
      type="search"
      aria-label="Search calls"
      placeholder="Title, notes, number …"
      leftSection={<MagnifyingGlassIcon width={15} aria-hidden />}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
