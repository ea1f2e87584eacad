import { PhoneArrowDownLeftIcon, PhoneArrowUpRightIcon, PhoneIcon } from "@heroicons/react/24/outline";

/** Which way a call went. The label is for screen readers; `null` where the text beside it says so. */
export function DirectionIcon({
  direction,
  size = 17,
}: {
  readonly direction: string | null | undefined;
  size?: number;
}) {
  if (direction === "INBOUND") return <PhoneArrowDownLeftIcon width={size} role="img" aria-label="Inbound" />;
  if (direction === "OUTBOUND") return <PhoneArrowUpRightIcon width={size} role="img" aria-label="Outbound" />;
  return <PhoneIcon width={size} aria-hidden opacity={0.6} />;
}
