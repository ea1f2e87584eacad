import { Tooltip } from "@mantine/core";
import { useState } from "react";
import { formatDateTime, formatExact, formatRelative, type Moment, readMoment } from "../formats/dates.ts";

type Props = {
  readonly at: Moment | null | undefined;
  /** "3 hours ago" in place of the date. */
  readonly relative?: boolean;
};

/** A moment in the viewer's time zone; all of it in the tooltip. */
export function Time({ at, relative = false }: Props) {
  // A table has dozens of moments and a tooltip costs milliseconds, so each is made when a pointer comes.
  const [isPointedAt, setPointedAt] = useState(false);
  const milliseconds = readMoment(at);
  if (milliseconds === undefined) return null;
  const time = (
    <time dateTime={new Date(milliseconds).toISOString()} className="tabular" onPointerEnter={() => setPointedAt(true)}>
      {relative ? formatRelative(milliseconds) : formatDateTime(milliseconds)}
    </time>
  );
  return isPointedAt ? <Tooltip label={formatExact(milliseconds)}>{time}</Tooltip> : time;
}
