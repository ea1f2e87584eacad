import { CodeBracketIcon, MagnifyingGlassIcon } from "@heroicons/react/24/outline";
import {
  Button,
  Checkbox,
  Drawer,
  Group,
  Select,
  Skeleton,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useLocation, useParams } from "wouter";
import { formatTime } from "../../formats/dates.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { Page } from "../../parts/page.tsx";
import { ScrollBox } from "../../parts/scroll-box.tsx";
import { RequestDetails } from "./request-details.tsx";
import classes from "./requests.module.css";
import { StatusBadge } from "./status-badge.tsx";
import { type LoggedRequest, type RequestFilters, useRequests } from "./use-requests.ts";

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];
const statuses = [
  { value: "2xx", label: "2xx worked" },
  { value: "4xx", label: "4xx refused" },
  { value: "5xx", label: "5xx failed" },
];
const typingMilliseconds = 250;

/** What clients asked of the API and what they got, as it happens. */
export function RequestsPage() {
  const { correlationId } = useParams();
  const [, navigate] = useLocation();
  const [live, setLive] = useState(true);
  const [filters, setFilters] = useState<RequestFilters>({ q: "", method: "", status: "", app: false });
  const [q] = useDebouncedValue(filters.q, typingMilliseconds);
  const log = useRequests({ ...filters, q }, live);
  const change = (changed: Partial<RequestFilters>) => setFilters((former) => ({ ...former, ...changed }));
  return (
    <Page
      title="Request log"
      description="The latest requests to the API, with secrets masked."
      actions={<Switch label="Live" checked={live} onChange={({ currentTarget }) => setLive(currentTarget.checked)} />}
    >
      <Stack>
        <Group gap="sm">
          <TextInput
            className={classes.search}
            aria-label="Search requests"
            placeholder="Correlation id, path or text of a body"
            leftSection={<MagnifyingGlassIcon width={16} aria-hidden />}
            value={filters.q}
            onChange={({ currentTarget }) => change({ q: currentTarget.value })}
          />
          <Select
            aria-label="Method"
            placeholder="Any method"
            data={methods}
            value={filters.method || null}
            onChange={(method) => change({ method: method ?? "" })}
            clearable
          />
          <Select
            aria-label="Status"
            placeholder="Any status"
            data={statuses}
            value={filters.status || null}
            onChange={(status) => change({ status: status ?? "" })}
            clearable
          />
          <Checkbox
            label="With this app's own"
            checked={filters.app}
            onChange={({ currentTarget }) => change({ app: currentTarget.checked })}
          />
        </Group>
        {log.error !== null && <ErrorState error={log.error} onRetry={log.refetch} />}
        {log.isPending && <Skeleton h={320} radius="lg" />}
        {log.isSuccess && log.requests.length === 0 && (
          <EmptyState icon={CodeBracketIcon} title="No requests">
            Call the API, and you will see it here at once.
          </EmptyState>
        )}
        {log.requests.length > 0 && (
          <RequestTable requests={log.requests} onOpen={(id) => navigate(`/requests/${id}`)} />
        )}
        {log.hasNextPage && (
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            Show earlier ones
          </Button>
        )}
      </Stack>
      <Drawer
        opened={correlationId !== undefined}
        onClose={() => navigate("/requests")}
        position="right"
        size="xl"
        title="Request"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {correlationId !== undefined && <RequestDetails id={correlationId} />}
      </Drawer>
    </Page>
  );
}

type TableProps = { readonly requests: readonly LoggedRequest[]; readonly onOpen: (id: string) => void };

function RequestTable({ requests, onOpen }: TableProps) {
  return (
    <ScrollBox label="Requests">
      <Table verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Time</Table.Th>
            <Table.Th scope="col">Method</Table.Th>
            <Table.Th scope="col">Path</Table.Th>
            <Table.Th scope="col">Status</Table.Th>
            <Table.Th scope="col" ta="right">
              Milliseconds
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {requests.map((request) => (
            <Table.Tr key={request.sequence}>
              <Table.Td className={`tabular ${classes.nowrap}`}>{formatTime(request.at)}</Table.Td>
              <Table.Td>{request.method}</Table.Td>
              <Table.Td className={classes.path}>
                <UnstyledButton className={classes.open} onClick={() => onOpen(request.id)}>
                  {request.path}
                </UnstyledButton>
                {request.query !== "" && (
                  <Text size="xs" c="dimmed" className={classes.query}>
                    ?{request.query}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <StatusBadge status={request.status} />
              </Table.Td>
              <Table.Td ta="right" className="tabular">
                {formatNumber(request.milliseconds)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  );
}
