import { ChartBarIcon } from "@heroicons/react/24/outline";
import { SimpleGrid, Skeleton, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { type CallFilters, useCallFilters, writeFilters } from "../../data/call-filters.ts";
import { useProperties } from "../../data/properties.ts";
import { formatDurationWords, formatNumber, formatPercent } from "../../formats/numbers.ts";
import { CallFilterBar } from "../../parts/call-filters/call-filters.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { Page } from "../../parts/page.tsx";
import { optionLabel } from "../../parts/property-text.ts";
import { type Bar, BarList } from "./bar-list.tsx";
import { CallsOverTime } from "./calls-over-time.tsx";
import classes from "./overview.module.css";
import { type Overview, useOverview } from "./use-overview.ts";

const ownersShown = 12;

/** What the calls add up to. Answers to the same filters as the list of calls, in the address bar. */
export function OverviewPage() {
  const { filters } = useCallFilters();
  const { data, error, refetch, isPending } = useOverview(filters);
  return (
    <Page title="Overview">
      <Stack gap="lg">
        <CallFilterBar />
        {error !== null && <ErrorState error={error} onRetry={refetch} />}
        {isPending && <Loading />}
        {data !== undefined && <Figures overview={data} filters={filters} />}
      </Stack>
    </Page>
  );
}

function Loading() {
  return (
    <Stack aria-busy>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {["calls", "rate", "talk", "voicemails"].map((key) => (
          <Skeleton key={key} h={96} radius="lg" />
        ))}
      </SimpleGrid>
      <Skeleton h={320} radius="lg" />
    </Stack>
  );
}

function Figures({ overview, filters }: { readonly overview: Overview; readonly filters: CallFilters }) {
  const { totals, overTime, bucket, byOutcome, byOwner, byDirection } = overview;
  const { byName } = useProperties("calls");
  const direction = byName.get("hs_call_direction");
  const listOf = (changes: Partial<CallFilters>) =>
    `/calls?${new URLSearchParams(writeFilters({ ...filters, ...changes }))}`;
  if (totals.calls === 0) {
    return (
      <EmptyState icon={ChartBarIcon} title="No calls to count">
        Calls that match the filters will be added up here.
      </EmptyState>
    );
  }
  const outcomes = byOutcome.map(
    ({ outcome, label, calls }): Bar => ({
      key: outcome ?? "none",
      label: label ?? outcome ?? "No outcome",
      count: calls,
      href: listOf({ outcome: [outcome ?? "none"] }),
    }),
  );
  const owners = byOwner.slice(0, ownersShown).map(
    ({ ownerId, name, calls, connected, talkMilliseconds }): Bar => ({
      key: ownerId ?? "none",
      label: name ?? ownerId ?? "No owner",
      count: calls,
      detail: `${formatPercent(calls === 0 ? 0 : connected / calls)} connected · ${formatDurationWords(talkMilliseconds)} talk time`,
      href: listOf({ owner: [ownerId ?? "none"] }),
    }),
  );
  const directions = byDirection.map(
    (each): Bar => ({
      key: each.direction ?? "none",
      label:
        each.direction === null ? "No direction" : direction ? optionLabel(direction, each.direction) : each.direction,
      count: each.calls,
      href: listOf({ direction: [each.direction ?? "none"] }),
    }),
  );
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <Tile label="Calls" value={formatNumber(totals.calls)} detail={`${formatNumber(totals.recorded)} recorded`} />
        <Tile
          label="Connect rate"
          value={totals.connectRate === null ? "–" : formatPercent(totals.connectRate)}
          detail={`${formatNumber(totals.connected)} connected`}
        />
        <Tile
          label="Talk time"
          value={formatDurationWords(totals.talkMilliseconds)}
          detail={
            totals.averageTalkMilliseconds === null
              ? undefined
              : `${formatDurationWords(totals.averageTalkMilliseconds)} on average`
          }
        />
        <Tile
          label="Voicemails waiting"
          value={formatNumber(totals.voicemailsWaiting)}
          detail={`of ${formatNumber(totals.voicemails)}`}
          tone={totals.voicemailsWaiting > 0 ? "waiting" : undefined}
        />
      </SimpleGrid>
      <Panel title="Calls over time">
        <CallsOverTime buckets={overTime} size={bucket} />
      </Panel>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Panel title="By outcome">
          <BarList label="By outcome" bars={outcomes} />
        </Panel>
        <Panel title="By owner">
          <BarList label="By owner" bars={owners} />
        </Panel>
        <Panel title="By direction">
          <BarList label="By direction" bars={directions} />
        </Panel>
      </SimpleGrid>
    </>
  );
}

type TileProps = {
  readonly label: string;
  readonly value: string;
  readonly detail?: string | undefined;
  readonly tone?: "waiting" | undefined;
};

function Tile({ label, value, detail, tone }: TileProps) {
  return (
    <div className={`surface ${classes.tile}`} data-tone={tone}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text className={`tabular ${classes.figure}`}>{value}</Text>
      {detail !== undefined && (
        <Text size="xs" c="dimmed" className="tabular">
          {detail}
        </Text>
      )}
    </div>
  );
}

function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={`surface ${classes.panel}`} aria-label={title}>
      <Title order={2} mb="md">
        {title}
      </Title>
      {children}
    </section>
  );
}
