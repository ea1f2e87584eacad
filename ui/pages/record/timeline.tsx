import { BookmarkIcon, PhoneIcon } from "@heroicons/react/24/outline";
import { Button, Group, Select, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { useOutcomes } from "../../data/call-choices.ts";
import { type CrmRecord, useUpdateRecord } from "../../data/records.ts";
import { formatMonth, readMoment } from "../../formats/dates.ts";
import { formatNumber } from "../../formats/numbers.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { usePermissions } from "../../session/session.ts";
import classes from "./timeline.module.css";
import { TimelineCall } from "./timeline-call.tsx";
import { type Month, useTimeline } from "./use-timeline.ts";

type Props = {
  readonly objectType: string;
  readonly id: string;
  /** Where a call with this record is logged; undefined where the token may not. */
  readonly logHref: string | undefined;
};

/** The calls of a record by month, the pinned one at the top. */
export function Timeline({ objectType, id, logHref }: Props) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const timeline = useTimeline(objectType, id, outcome);
  const update = useUpdateRecord(objectType, id);
  const mayPin = usePermissions().canWrite(objectType);
  const outcomes = useOutcomes();
  const pinnedId = timeline.pinned?.id;
  const pin = (call: CrmRecord) =>
    mayPin ? (on: boolean) => update.mutate({ hs_pinned_engagement_id: on ? call.id : null }) : undefined;
  return (
    <section aria-labelledby="timeline-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="timeline-title">
          Calls
          {!timeline.isPending && (
            <Text span c="dimmed" ml="xs" className="tabular">
              {formatNumber(timeline.total)}
            </Text>
          )}
        </Title>
        <Select
          aria-label="Filter by outcome"
          placeholder="Any outcome"
          data={outcomes.map(({ id: value, label, deleted }) => ({
            value,
            label: deleted ? `${label} (deleted)` : label,
          }))}
          value={outcome}
          onChange={setOutcome}
          clearable
          searchable
          className={classes.filter}
        />
      </Group>
      {timeline.pinned !== undefined && (
        <div className={classes.pinned}>
          <Group gap={6} mb={6}>
            <BookmarkIcon width={15} aria-hidden />
            <Title order={3} size="sm">
              Pinned
            </Title>
          </Group>
          <TimelineCall call={timeline.pinned} isPinned onPin={pin(timeline.pinned)} />
        </div>
      )}
      {timeline.isPending && (
        <Stack aria-busy>
          {["first", "second", "third"].map((key) => (
            <Skeleton key={key} h={110} radius="lg" />
          ))}
        </Stack>
      )}
      {timeline.error !== null && <ErrorState error={timeline.error} onRetry={timeline.refetch} />}
      {timeline.isSuccess && timeline.calls.length === 0 && (
        <EmptyState
          icon={PhoneIcon}
          title={outcome === null ? "No calls yet" : "No calls with this outcome"}
          action={
            logHref !== undefined &&
            outcome === null && (
              <Button component={Link} href={logHref}>
                Log a call
              </Button>
            )
          }
        />
      )}
      {byMonth(timeline.calls, timeline.months).map(({ month, calls }) => (
        <div key={month.start} className={classes.month}>
          <Title order={3} size="sm" className={classes.monthTitle}>
            {formatMonth(month.start)}
            <Text span size="sm" c="dimmed" fw={400} ml={6}>
              {month.calls === 1 ? "1 call" : `${formatNumber(month.calls)} calls`}
            </Text>
          </Title>
          <Stack gap="sm">
            {calls.map((call) => (
              <TimelineCall key={call.id} call={call} isPinned={call.id === pinnedId} onPin={pin(call)} />
            ))}
          </Stack>
        </div>
      ))}
      {timeline.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="lg"
          loading={timeline.isFetchingNextPage}
          onClick={() => timeline.fetchNextPage()}
        >
          Show earlier calls
        </Button>
      )}
    </section>
  );
}

/** The calls that were read so far below their months, both newest first. */
function byMonth(calls: readonly CrmRecord[], months: readonly Month[]) {
  const monthOf = (call: CrmRecord) => {
    const at = readMoment(call.properties.hs_timestamp) ?? 0;
    return months.find(({ start }) => start <= at);
  };
  const groups = Map.groupBy(calls, monthOf);
  return months.flatMap((month) => {
    const found = groups.get(month);
    return found === undefined ? [] : [{ month, calls: found }];
  });
}
