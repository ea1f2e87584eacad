import { ArrowUturnLeftIcon, TrashIcon } from "@heroicons/react/24/outline";
import { Button, Checkbox, Group, Select, Skeleton, Stack, Table, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState } from "react";
import { useLocation, useParams } from "wouter";
import { type AppObjectType, recordName, useObjectTypes } from "../../data/object-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { Page } from "../../parts/page.tsx";
import { ScrollBox } from "../../parts/scroll-box.tsx";
import { Time } from "../../parts/time.tsx";
import { usePermissions, useSession } from "../../session/session.ts";
import { ForbiddenPage } from "../forbidden-page.tsx";
import classes from "./recycling-bin-page.module.css";
import { type BinnedRecord, counted, useBin, usePurge, useRestore } from "./use-bin.ts";

/** What was deleted, how long it stays, and the way back. */
export function RecyclingBinPage() {
  const { objectType = "calls" } = useParams();
  const [, navigate] = useLocation();
  const { recycleBinDays } = useSession();
  const permissions = usePermissions();
  const types = useObjectTypes().filter(({ name }) => permissions.canRead(name));
  const type = types.find(({ name, id }) => name === objectType || id === objectType);
  if (type === undefined) return <ForbiddenPage />;
  return (
    <Page
      title="Recycling bin"
      description={
        recycleBinDays === undefined
          ? "What is deleted stays here for a while."
          : `What is deleted stays here for ${recycleBinDays} days. Until then it can be restored with its history and associations.`
      }
      actions={
        <Select
          aria-label="Kind of records"
          data={types.map(({ name: value, plural: label }) => ({ value, label }))}
          value={type.name}
          onChange={(name) => navigate(`/recycling-bin/${name}`)}
          allowDeselect={false}
        />
      }
    >
      <Bin key={type.name} type={type} />
    </Page>
  );
}

function Bin({ type }: { readonly type: AppObjectType }) {
  const bin = useBin(type);
  const restore = useRestore(type);
  const purge = usePurge(type);
  const mayWrite = usePermissions().canWrite(type.name);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = bin.records.filter(({ id }) => chosen.has(id));
  const ids = shown.map(({ id }) => id);
  const choose = (records: readonly BinnedRecord[], on: boolean) =>
    setChosen((former) => {
      const next = new Set(former);
      for (const { id } of records) on ? next.add(id) : next.delete(id);
      return next;
    });
  const confirmPurge = () =>
    modals.openConfirmModal({
      title: `Delete ${counted(ids.length, type)} for good?`,
      children: <Text size="sm">They cannot be brought back, and nothing of them is kept.</Text>,
      labels: { confirm: "Delete for good", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () => purge.mutate(ids),
    });
  if (bin.error !== null) return <ErrorState error={bin.error} onRetry={bin.refetch} />;
  if (bin.isPending) {
    return (
      <Stack gap="xs" aria-busy>
        {["1", "2", "3", "4", "5"].map((key) => (
          <Skeleton key={key} h={44} />
        ))}
      </Stack>
    );
  }
  if (bin.records.length === 0) {
    return (
      <EmptyState icon={TrashIcon} title={`No deleted ${type.plural.toLowerCase()}`}>
        What you delete can be found and restored here.
      </EmptyState>
    );
  }
  return (
    <>
      {mayWrite && (
        <Group mb="sm" gap="xs" mih={36}>
          <Text size="sm" c="dimmed" aria-live="polite">
            {ids.length === 0 ? "None chosen" : `${counted(ids.length, type)} chosen`}
          </Text>
          <Button
            size="xs"
            disabled={ids.length === 0}
            loading={restore.isPending}
            onClick={() => restore.mutate(ids)}
            leftSection={<ArrowUturnLeftIcon width={15} aria-hidden />}
          >
            Restore
          </Button>
          <Button
            size="xs"
            color="red"
            variant="light"
            disabled={ids.length === 0}
            loading={purge.isPending}
            onClick={confirmPurge}
          >
            Delete for good
          </Button>
        </Group>
      )}
      <ScrollBox label={`Deleted ${type.plural.toLowerCase()}`}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              {mayWrite && (
                <Table.Th scope="col" w={44}>
                  <Checkbox
                    aria-label="Choose all that are shown"
                    checked={ids.length === bin.records.length}
                    indeterminate={ids.length > 0 && ids.length < bin.records.length}
                    onChange={({ currentTarget }) => choose(bin.records, currentTarget.checked)}
                  />
                </Table.Th>
              )}
              <Table.Th scope="col">{type.singular}</Table.Th>
              <Table.Th scope="col">Deleted</Table.Th>
              <Table.Th scope="col">Stays until</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bin.records.map((record) => (
              <Table.Tr key={record.id}>
                {mayWrite && (
                  <Table.Td>
                    <Checkbox
                      aria-label={`Choose ${recordName(type, record)}`}
                      checked={chosen.has(record.id)}
                      onChange={({ currentTarget }) => choose([record], currentTarget.checked)}
                    />
                  </Table.Td>
                )}
                <Table.Td className={classes.name}>{recordName(type, record)}</Table.Td>
                <Table.Td className={classes.time}>
                  <Time at={record.archivedAt} />
                </Table.Td>
                <Table.Td className={classes.time}>
                  <Time at={record.purgeAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollBox>
      {bin.hasNextPage && (
        <Button mt="md" variant="default" loading={bin.isFetchingNextPage} onClick={() => bin.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}
