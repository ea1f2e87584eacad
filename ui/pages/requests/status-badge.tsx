import { Badge } from "@mantine/core";

/** An answer's status; the colour only repeats what the number says. */
export function StatusBadge({ status }: { readonly status: number }) {
  const color = status >= 500 ? "red" : status >= 400 ? "amber" : "pine";
  return <Badge color={color}>{status}</Badge>;
}
