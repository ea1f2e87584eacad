import { Progress, Stack, Text } from "@mantine/core";
import { formatNumber } from "../../formats/numbers.ts";
import type { Progress as Value } from "./use-bulk.ts";

/** How far a change of many calls is. */
export function BulkProgress({ progress }: { readonly progress: Value }) {
  const { done, of, isGathering } = progress;
  return (
    <Stack gap={6} aria-live="polite">
      <Text size="sm" className="tabular">
        {isGathering ? `Gathering: ${formatNumber(done)}` : `${formatNumber(done)} of ${formatNumber(of)}`}
      </Text>
      <Progress
        value={isGathering || of === 0 ? 100 : (done / of) * 100}
        animated={isGathering}
        aria-label="Progress"
      />
    </Stack>
  );
}
