import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { Table } from "@mantine/core";
import { formatDay, formatMonth, formatTime } from "../../formats/dates.ts";
import { formatCompact, formatNumber } from "../../formats/numbers.ts";
import type { Bucket, BucketSize } from "./use-overview.ts";

type Props = { readonly buckets: readonly Bucket[]; readonly size: BucketSize };

const series = [
  { name: "connected", label: "Connected", color: "pine.6" },
  { name: "others", label: "Other calls", color: "gray.4" },
];

/** Calls over time as a chart, and as a table for those who cannot see it. */
export function CallsOverTime({ buckets, size }: Props) {
  const data = buckets.map(({ start, calls, connected }) => ({
    when: bucketName(start, size),
    connected,
    others: calls - connected,
  }));
  return (
    <>
      <div aria-hidden>
        <BarChart
          h={260}
          data={data}
          dataKey="when"
          type="stacked"
          series={series}
          withLegend
          legendProps={{ verticalAlign: "top", align: "right", height: 36 }}
          valueFormatter={formatCompact}
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ isAnimationActive: false, maxBarSize: 36 }}
          xAxisProps={{ minTickGap: 24 }}
          yAxisProps={{ allowDecimals: false }}
        />
      </div>
      <Table className="unseen">
        <caption>Calls over time</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">When</Table.Th>
            <Table.Th scope="col">Calls</Table.Th>
            <Table.Th scope="col">Connected</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {buckets.map(({ start, calls, connected }) => (
            <Table.Tr key={start}>
              <Table.Td>{bucketName(start, size)}</Table.Td>
              <Table.Td>{formatNumber(calls)}</Table.Td>
              <Table.Td>{formatNumber(connected)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function bucketName(start: number, size: BucketSize): string {
  if (size === "year") return String(new Date(start).getFullYear());
  if (size === "month") return formatMonth(start);
  return size === "hour" ? `${formatDay(start)}, ${formatTime(start)}` : formatDay(start);
}
