import { Tooltip } from "@mantine/core";
import { type PointerEvent, useRef, useState } from "react";
import { formatDateTime, formatExact, formatRelative, type Moment, readMoment } from "../formats/dates.ts";

type Props = {
  readonly at: Moment | null | undefined;
  /** "3 hours ago" in place of the date. */
  readonly relative?: boolean;
};

/** A moment in the viewer's time zone; all of it in the tooltip. */
export function Time({ at, relative = false }: Props) {
  const element = useRef<HTMLTimeElement>(null);
  // A table has dozens of moments and a tooltip costs milliseconds, so each is made when a pointer comes; beside the
  // moment, which stays the same node, so that what is selected of it stays selected.
  const [isPointedAt, setPointedAt] = useState(false);
  const milliseconds = readMoment(at);
  if (milliseconds === undefined) return null;
  const enter = ({ pointerType }: PointerEvent) => setPointedAt(pointerType !== "touch");
  return (
    <>
      <time
        ref={element}
        dateTime={new Date(milliseconds).toISOString()}
        className="tabular"
        onPointerEnter={enter}
        onPointerLeave={() => setPointedAt(false)}
      >
        {relative ? formatRelative(milliseconds) : formatDateTime(milliseconds)}
      </time>
      {isPointedAt && <Tooltip target={element} label={formatExact(milliseconds)} defaultOpened />}
    </>
  );
}
