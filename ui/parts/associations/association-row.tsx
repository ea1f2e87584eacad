import { CheckIcon, EllipsisHorizontalIcon, LinkSlashIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Badge, Group, Menu, Text } from "@mantine/core";
import { recordName } from "../../data/object-types.ts";
import { useProperties } from "../../data/properties.ts";
import { useSession } from "../../session/session.ts";
import { propertyText } from "../property-text.ts";
import { RecordLink } from "../record-link.tsx";
import {
  type AssociatedRecord,
  type AssociationLabel,
  type Pair,
  useAssociate,
  useAssociationLabels,
  useDissociate,
  useRemoveLabel,
} from "./use-associations.ts";

type Props = { readonly pair: Pair; readonly associated: AssociatedRecord; readonly canChange: boolean };

/** One associated record: its name, what is known of it, its labels, and a menu to change them. */
export function AssociationRow({ pair, associated: { record, labels }, canChange }: Props) {
  const { currency } = useSession();
  const { byName } = useProperties(pair.to.name);
  const choices = useAssociationLabels(pair.objectType, pair.to.name);
  const associate = useAssociate(pair);
  const removeLabel = useRemoveLabel(pair);
  const dissociate = useDissociate(pair);
  const named = labels.filter(({ label }) => label !== null);
  const has = ({ category, typeId }: AssociationLabel) =>
    named.some((each) => each.category === category && each.typeId === typeId);
  const toggle = (label: AssociationLabel) =>
    has(label)
      ? removeLabel.mutate({ toId: record.id, label })
      : associate.mutate({ toId: record.id, labels: [...named, label] });
  const details = pair.to.detailProperties.flatMap((name) => {
    const value = record.properties[name];
    const property = byName.get(name);
    return value ? [property === undefined ? value : propertyText(property, value, currency)] : [];
  });
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0 }}>
        <RecordLink type={pair.to} record={record} />
        {details.length > 0 && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {details.slice(0, 2).join(" · ")}
          </Text>
        )}
        {named.length > 0 && (
          <Group gap={4} mt={3}>
            {named.map((label) => (
              <Badge key={`${label.category} ${label.typeId}`} size="sm" color="gray">
                {label.label}
              </Badge>
            ))}
          </Group>
        )}
      </div>
      {canChange && (
        <Menu position="bottom-end" shadow="md" withinPortal>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Change the association with ${recordName(pair.to, record)}`}
            >
              <EllipsisHorizontalIcon width={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {choices.length > 0 && (
              <>
                <Menu.Label>Labels</Menu.Label>
                {choices.map((label) => (
                  <Menu.Item
                    key={`${label.category} ${label.typeId}`}
                    closeMenuOnClick={false}
                    role="menuitemcheckbox"
                    aria-checked={has(label)}
                    rightSection={has(label) ? <CheckIcon width={15} aria-hidden /> : null}
                    onClick={() => toggle(label)}
                  >
                    {label.label}
                  </Menu.Item>
                ))}
                <Menu.Divider />
              </>
            )}
            <Menu.Item
              leftSection={<LinkSlashIcon width={15} aria-hidden />}
              onClick={() => dissociate.mutate(record.id)}
            >
              Remove the association
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
