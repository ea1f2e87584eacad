import { Tooltip } from "@mantine/core";
import { formatDateTime, formatExact, formatRelative, type Moment, readMoment } from "../formats/dates.ts";

type Props = {
  readonly at: Moment | null | undefined;
  /** "3 hours ago" in place of the date. */
  readonly relative?: boolean;
};

/** A moment in the viewer's time zone; all of it in the tooltip. */
export function Time({ at, relative = false }: Props) {
  const milliseconds = readMoment(at);
  if (milliseconds === undefined) return null;
  return (
    <Tooltip label={formatExact(milliseconds)}>
      <time dateTime={new Date(milliseconds).toISOString()} className="tabular">
        {relative ? formatRelative(milliseconds) : formatDateTime(milliseconds)}
      </time>
    </Tooltip>
  );
}
