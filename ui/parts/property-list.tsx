import { MagnifyingGlassIcon } from "@heroicons/react/24/outline";
import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AppObjectType } from "../data/object-types.ts";
import { isEditable, type Property } from "../data/properties.ts";
import type { Values } from "../data/records.ts";
import { PropertyField } from "./property-field.tsx";

type Props = {
  readonly type: Pick<AppObjectType, "nameProperties" | "detailProperties">;
  readonly properties: readonly Property[];
  readonly values: Values;
  /** Stores one value; without it nothing can be edited. */
  readonly onSave?: (name: string, value: string) => Promise<unknown>;
  readonly onHistory?: (property: Property) => void;
};

/** Shown for every record, set or not: what people look for first. */
const always = new Set([
  "hubspot_owner_id",
  "pipeline",
  "dealstage",
  "hs_pipeline",
  "hs_pipeline_stage",
  "lifecyclestage",
]);

/** A record's properties: those that matter and those that are set, and on request all of them, found by name. */
export function PropertyList({ type, properties, values, onSave, onHistory }: Props) {
  const [showsAll, setShowsAll] = useState(false);
  const [text, setText] = useState("");
  const first = [...type.nameProperties, ...type.detailProperties];
  const isTold = (property: Property) =>
    always.has(property.name) || ((values[property.name] ?? "") !== "" && isEditable(property));
  const visible = properties.filter(({ hidden }) => !hidden);
  const leading = [
    ...first.flatMap((name) => visible.filter((property) => property.name === name)),
    ...visible.filter((property) => !first.includes(property.name) && isTold(property)),
  ];
  const wanted = text.trim().toLowerCase();
  const shown = showsAll
    ? visible.filter(({ label, name }) => label.toLowerCase().includes(wanted) || name.includes(wanted))
    : leading;
  return (
    <Stack gap="sm">
      {showsAll && (
        <TextInput
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          placeholder="Find a property"
          aria-label="Find a property"
          leftSection={<MagnifyingGlassIcon width={16} aria-hidden />}
          autoFocus
        />
      )}
      {shown.map((property) => (
        <PropertyField
          key={property.name}
          property={property}
          value={values[property.name]}
          onSave={onSave && ((value) => onSave(property.name, value))}
          onHistory={onHistory && (() => onHistory(property))}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          setShowsAll(!showsAll);
          setText("");
        }}
      >
        {showsAll ? "Show fewer properties" : `Show all ${visible.length} properties`}
      </Button>
    </Stack>
  );
}
