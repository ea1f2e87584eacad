import { Skeleton, Stack } from "@mantine/core";

const rows = [88, 72, 94, 65, 80, 90, 70, 84];

/** In place of the calls until they are there. */
export function TableLoading() {
  return (
    <Stack gap={26} pt="lg" role="status" aria-label="Loading calls">
      {rows.map((width) => (
        <Skeleton key={width} height={16} width={`${width}%`} />
      ))}
    </Stack>
  );
}
