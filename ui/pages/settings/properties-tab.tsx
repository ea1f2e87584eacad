import { MagnifyingGlassIcon } from "@heroicons/react/24/outline";
import { Badge, Button, Group, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useObjectTypes } from "../../data/object-types.ts";
import { type Property, propertiesKey, useProperties } from "../../data/properties.ts";
import { usePermissions } from "../../session/session.ts";
import { PropertyForm } from "./property-form.tsx";
import { newKinds } from "./property-kinds.ts";
import { SettingsTable } from "./settings-table.tsx";
import { useChange } from "./use-change.ts";

/** The properties of each kind of records; those of the portal's own can be changed. */
export function PropertiesTab() {
  const permissions = usePermissions();
  const types = useObjectTypes().filter(({ name }) => permissions.canRead(name));
  const [objectType, setType] = useState(types[0]?.name ?? "calls");
  const [text, setText] = useState("");
  const { all } = useProperties(objectType);
  const mayDefine = permissions.canDefine(objectType);
  const archive = useChange(
    (propertyName: string) =>
      call("DELETE /crm/v3/properties/{objectType}/{propertyName}", { path: { objectType, propertyName } }),
    "The property is archived",
    [propertiesKey(objectType)],
  );
  const wanted = text.trim().toLowerCase();
  const isOwn = (property: Property) => property.hubspotDefined !== true;
  const shown = all
    .filter(({ label, name }) => label.toLowerCase().includes(wanted) || name.includes(wanted))
    .toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.label.localeCompare(b.label));
  const edit = (property?: Property) =>
    modals.open({
      title: property === undefined ? "Make a property" : "Change the property",
      children: <PropertyForm objectType={objectType} property={property} />,
    });
  const confirmArchive = ({ name, label }: Property) =>
    modals.openConfirmModal({
      title: `Archive “${label}”?`,
      children: <Text size="sm">Records keep its values unseen; by the API it can be brought back.</Text>,
      labels: { confirm: "Archive", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () => archive.mutate(name),
    });
  return (
    <Stack>
      <Group align="flex-end">
        <Select
          label="Records"
          data={types.map(({ name: value, plural: label }) => ({ value, label }))}
          value={objectType}
          onChange={(type) => setType(type ?? objectType)}
          allowDeselect={false}
        />
        <TextInput
          label="Find"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          leftSection={<MagnifyingGlassIcon width={16} aria-hidden />}
        />
        {mayDefine && (
          <Button ml="auto" onClick={() => edit()}>
            Make a property
          </Button>
        )}
      </Group>
      <SettingsTable label="Properties" columns={["Label", "Name in the API", "Kind"]} hasActions={mayDefine}>
        {shown.map((property) => (
          <Table.Tr key={property.name}>
            <Table.Td>
              {property.label}
              {isOwn(property) && <Badge ml="xs">Made here</Badge>}
            </Table.Td>
            <Table.Td>{property.name}</Table.Td>
            <Table.Td>{kindLabel(property)}</Table.Td>
            {mayDefine && (
              <Table.Td>
                {isOwn(property) && (
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Button size="xs" variant="default" onClick={() => edit(property)}>
                      Change
                    </Button>
                    <Button size="xs" variant="default" onClick={() => confirmArchive(property)}>
                      Archive
                    </Button>
                  </Group>
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </SettingsTable>
    </Stack>
  );
}

function kindLabel({ type, fieldType }: Property): string {
  const exact = newKinds.find((kind) => kind.type === type && kind.fieldType === fieldType);
  return (exact ?? newKinds.find((kind) => kind.type === type))?.label ?? type;
}
