import { MultiSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { ownerName, useOwners } from "../data/owners.ts";
import { kindOf, type Property } from "../data/properties.ts";
import { readMoment } from "../formats/dates.ts";
import { DurationInput } from "./duration-input.tsx";
import { MomentInput } from "./moment-input.tsx";
import { PageLoading } from "./page-loading.tsx";

const RichTextEditor = lazy(async () => ({
  default: (await import("./rich-text/rich-text-editor.tsx")).RichTextEditor,
}));

type Props = {
  readonly property: Property;
  /** As the API has it; empty when unset. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The visible label. Without it the property's own names the control to screen readers. */
  readonly label?: ReactNode;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
};

/** The right control for a property: takes and gives the value as the API has it. */
export function PropertyControl({ property, value, onChange, label, error, autoFocus, required }: Props) {
  const { active, byId } = useOwners();
  const shared = {
    label,
    error,
    required,
    "data-autofocus": autoFocus,
    autoFocus,
    "aria-label": label === undefined ? property.label : undefined,
  };
  const options = property.options.filter((option) => !option.hidden || option.value === value);
  const choice = {
    data: withValue(options, value),
    value: value === "" ? null : value,
    searchable: true,
    clearable: !required,
  };
  const owners = active.map((owner) => ({ value: owner.id, label: ownerName(owner) }));
  const former = byId.get(value);
  switch (kindOf(property)) {
    case "owner":
      if (former?.archived) owners.push({ value, label: `${ownerName(former)} (archived)` });
      return (
        <Select
          {...shared}
          {...choice}
          data={withValue(owners, value)}
          onChange={(chosen) => onChange(chosen ?? "")}
          nothingFoundMessage="No such owner"
        />
      );
    case "owners":
      return (
        <MultiSelect
          {...shared}
          data={owners}
          value={listOf(value)}
          onChange={(list) => onChange(list.join(";"))}
          searchable
        />
      );
    case "select":
      return (
        <Select
          {...shared}
          {...choice}
          onChange={(chosen) => onChange(chosen ?? "")}
          nothingFoundMessage="No such option"
        />
      );
    case "multi":
      return (
        <MultiSelect
          {...shared}
          data={options.map((option) => ({ value: option.value, label: option.label }))}
          value={listOf(value)}
          onChange={(list) => onChange(list.join(";"))}
          searchable
        />
      );
    case "bool":
      return (
        <Select
          {...shared}
          data={[
            { value: "true", label: "Yes" },
            { value: "false", label: "No" },
          ]}
          value={value === "" ? null : value}
          onChange={(chosen) => onChange(chosen ?? "")}
          clearable={!required}
        />
      );
    case "duration":
      return <DurationInput {...shared} value={value} onChange={onChange} />;
    case "number":
    case "money":
      return (
        <NumberInput
          {...shared}
          value={value}
          onChange={(given) => onChange(String(given))}
          hideControls
          valueIsNumericString
        />
      );
    case "datetime":
      return (
        <MomentInput
          {...shared}
          value={value}
          onChange={(at) => onChange(at === undefined ? "" : new Date(at).toISOString())}
        />
      );
    case "date":
      return (
        <TextInput
          {...shared}
          type="date"
          value={dayText(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case "html":
      return (
        <Suspense fallback={<PageLoading />}>
          <RichTextEditor value={value} onChange={onChange} label={property.label} autoFocus={autoFocus} />
        </Suspense>
      );
    case "textarea":
      return (
        <Textarea
          {...shared}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          autosize
          minRows={3}
        />
      );
    default:
      return <TextInput {...shared} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
  }
}

/** A value that is no option any more can still be seen and kept. */
function withValue(options: readonly { value: string; label: string }[], value: string) {
  const list = options.map((option) => ({ value: option.value, label: option.label }));
  return value === "" || list.some((option) => option.value === value) ? list : [...list, { value, label: value }];
}

function listOf(value: string): string[] {
  return value === "" ? [] : value.split(";").filter(Boolean);
}

function dayText(value: string): string {
  const milliseconds = readMoment(value);
  return milliseconds === undefined ? "" : new Date(milliseconds).toISOString().slice(0, 10);
}
