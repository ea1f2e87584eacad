import { PlusIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Card, Group, Skeleton, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { messageOf } from "../../api/api-error.ts";
import type { AppObjectType } from "../../data/object-types.ts";
import { usePermissions } from "../../session/session.ts";
import { AddAssociationModal } from "./add-association-modal.tsx";
import { AssociationRow } from "./association-row.tsx";
import { useAssociations } from "./use-associations.ts";

type Props = { readonly objectType: string; readonly id: string; readonly to: AppObjectType };

/** The records of one type that a record is associated with: open, label, add, remove. */
export function AssociationCard({ objectType, id, to }: Props) {
  const permissions = usePermissions();
  const pair = { objectType, id, to };
  const { data, error } = useAssociations(pair);
  const [isAdding, adding] = useDisclosure();
  const canChange = permissions.canWrite(objectType) && permissions.canWrite(to.name);
  return (
    <Card padding="md">
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Group gap={8} wrap="nowrap">
          <to.icon width={17} aria-hidden />
          <Title order={2} fz="md">
            {to.plural}
          </Title>
          {data !== undefined && data.records.length > 0 && (
            <Text size="sm" c="dimmed" className="tabular">
              {data.records.length}
              {data.isMore && "+"}
            </Text>
          )}
        </Group>
        {canChange && (
          <Tooltip label={`Associate a ${to.singular.toLowerCase()}`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={adding.open}
              aria-label={`Associate a ${to.singular.toLowerCase()}`}
            >
              <PlusIcon width={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {error ? (
        <Text size="sm" c="var(--mantine-color-error)">
          {messageOf(error)}
        </Text>
      ) : data === undefined ? (
        <Skeleton h={16} w="70%" />
      ) : data.records.length === 0 ? (
        <Text size="sm" c="dimmed">
          None
        </Text>
      ) : (
        <Stack gap={10}>
          {data.records.map((each) => (
            <AssociationRow key={each.record.id} pair={pair} associated={each} canChange={canChange} />
          ))}
        </Stack>
      )}
      {canChange && <AddAssociationModal pair={pair} opened={isAdding} onClose={adding.close} />}
    </Card>
  );
}
