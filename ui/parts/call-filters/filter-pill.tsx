import { ChevronDownIcon } from "@heroicons/react/24/outline";
import { Button, Popover } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./call-filters.module.css";

type Props = {
  readonly label: string;
  /** What is chosen, in few words; nothing where the filter is not set. */
  readonly chosen?: string | undefined;
  readonly width?: number;
  readonly children: ReactNode;
};

/** A filter as a button that opens its choices. */
export function FilterPill({ label, chosen, width = 260, children }: Props) {
  return (
    <Popover position="bottom-start" width={width} shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className={classes.pill}
          data-set={chosen !== undefined || undefined}
          rightSection={<ChevronDownIcon width={14} aria-hidden />}
        >
          {chosen === undefined ? label : `${label}: ${chosen}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
