import { Button, Group, SimpleGrid, Stack } from "@mantine/core";
import { Suspense } from "react";
import type { CallFilters } from "../../data/call-filters.ts";
import { periods, startOfDay } from "../../data/periods.ts";
import { formatDay } from "../../formats/dates.ts";
import { ErrorBoundary } from "../error-boundary.tsx";
import { loadable } from "../loadable.tsx";
import { FilterPill } from "./filter-pill.tsx";

/** In pixels, of a month of six weeks; held free, so that what is open moves neither while the calendar comes nor later. */
const calendarHeight = 295;

/** Large, and seldom opened. */
const DayRange = loadable(async () => (await import("./day-range.tsx")).DayRange);

type Props = {
  readonly filters: Pick<CallFilters, "when" | "from" | "to">;
  readonly onChange: (changes: Pick<CallFilters, "when" | "from" | "to">) => void;
};

/** When: a named period, or days chosen from a calendar. */
export function PeriodPill({ filters, onChange }: Props) {
  const { when, from, to } = filters;
  return (
    <FilterPill label="Date" chosen={describe(filters)} width={310}>
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
          {periods.map(({ name, label }) => (
            <Button
              key={name}
              size="compact-sm"
              variant={when === name ? "filled" : "default"}
              aria-pressed={when === name}
              onClick={() => onChange({ when: when === name ? undefined : name, from: undefined, to: undefined })}
            >
              {label}
            </Button>
          ))}
        </SimpleGrid>
        <Group justify="center" mih={calendarHeight}>
          <ErrorBoundary isSmall>
            <Suspense>
              <DayRange from={from} to={to} onChange={(days) => onChange({ when: undefined, ...days })} />
            </Suspense>
          </ErrorBoundary>
        </Group>
        {(when !== undefined || from !== undefined || to !== undefined) && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => onChange({ when: undefined, from: undefined, to: undefined })}
          >
            Clear
          </Button>
        )}
      </Stack>
    </FilterPill>
  );
}

function describe({ when, from, to }: Props["filters"]): string | undefined {
  if (when !== undefined) return periods.find(({ name }) => name === when)?.label;
  const [first, last] = [formatDay(startOfDay(from)), formatDay(startOfDay(to))];
  if (first === "" && last === "") return undefined;
  if (first === last) return first;
  return last === "" ? `from ${first}` : first === "" ? `until ${last}` : `${first} – ${last}`;
}
