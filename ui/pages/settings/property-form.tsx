import { Checkbox, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/client.ts";
import { type Property, propertiesKey } from "../../data/properties.ts";
import { FormFoot } from "./form-foot.tsx";
import { internalName } from "./internal-name.ts";
import { newKinds, yesAndNo } from "./property-kinds.ts";
import { useChange } from "./use-change.ts";

type Props = {
  readonly objectType: string;
  /** The property to change; without it one is made. */
  readonly property?: Property;
};

/** Makes a property of the portal's own, or changes its label, description and options. */
export function PropertyForm({ objectType, property }: Props) {
  const [label, setLabel] = useState(property?.label ?? "");
  const [description, setDescription] = useState(property?.description ?? "");
  const [kindName, setKind] = useState<string>("text");
  const [options, setOptions] = useState(property?.options.map((option) => option.label) ?? []);
  const [hasUniqueValue, setUnique] = useState(false);
  const { data: groups = [] } = useQuery({
    queryKey: ["property-groups", objectType],
    queryFn: ({ signal }) => call("GET /crm/v3/properties/{objectType}/groups", { path: { objectType }, signal }),
    select: ({ results }) => results,
  });
  const kind = newKinds.find(({ value }) => value === kindName) ?? newKinds[0];
  const type = property?.type ?? kind.type;
  // An option that is there already keeps its value, which records hold.
  const optionsGiven = options.map((each, displayOrder) => {
    const known = property?.options.find((option) => option.label === each);
    return { label: each, value: known?.value ?? internalName(each), displayOrder, hidden: known?.hidden ?? false };
  });
  const save = useChange(
    () => {
      const given = type === "enumeration" ? { options: optionsGiven } : {};
      if (property !== undefined) {
        const path = { objectType, propertyName: property.name };
        return call("PATCH /crm/v3/properties/{objectType}/{propertyName}", {
          path,
          body: { label: label.trim(), description, ...given },
        });
      }
      return call("POST /crm/v3/properties/{objectType}", {
        path: { objectType },
        body: {
          name: internalName(label),
          label: label.trim(),
          description,
          groupName: groups[0]?.name ?? "",
          type: kind.type,
          fieldType: kind.fieldType,
          hasUniqueValue,
          ...(kind.type === "bool" ? { options: yesAndNo } : given),
        },
      });
    },
    property === undefined ? "The property is made" : "The property is changed",
    [propertiesKey(objectType)],
    true,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: () => modals.closeAll() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Label"
          required
          value={label}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          description={label.trim() === "" ? undefined : `In the API: ${property?.name ?? internalName(label)}`}
          data-autofocus
        />
        <TextInput
          label="Description"
          value={description}
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        {property === undefined && (
          <Select
            label="Kind"
            data={newKinds.map(({ value, label: name }) => ({ value, label: name }))}
            value={kind.value}
            onChange={(value) => setKind(value ?? kind.value)}
            allowDeselect={false}
          />
        )}
        {type === "enumeration" && (
          <TagsInput
            label="Options"
            description="Enter adds one"
            value={options}
            onChange={setOptions}
            required={options.length === 0}
          />
        )}
        {property === undefined && ["string", "number"].includes(type) && (
          <Checkbox
            label="No two records may have the same value"
            checked={hasUniqueValue}
            onChange={({ currentTarget }) => setUnique(currentTarget.checked)}
          />
        )}
        <FormFoot submit="Save" disabled={label.trim() === ""} change={save} />
      </Stack>
    </form>
  );
}
