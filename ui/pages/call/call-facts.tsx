import { Badge, Group } from "@mantine/core";
import type { CrmRecord } from "../../data/records.ts";
import { formatDurationWords } from "../../formats/numbers.ts";
import { DirectionIcon } from "../../parts/direction-icon.tsx";
import { OutcomeBadge } from "../../parts/outcome-badge.tsx";
import { OwnerName } from "../../parts/owner-name.tsx";
import { Time } from "../../parts/time.tsx";

/** The call in one line: which way, when, how long, who, how it ended. */
export function CallFacts({ call: { properties } }: { readonly call: CrmRecord }) {
  const { hs_call_direction: direction, hs_call_duration: duration, hubspot_owner_id: ownerId } = properties;
  return (
    <Group gap={10}>
      <DirectionIcon direction={direction} size={16} />
      <Time at={properties.hs_timestamp} />
      {duration && <span>{formatDurationWords(Number(duration))}</span>}
      {ownerId && <OwnerName ownerId={ownerId} />}
      <OutcomeBadge outcome={properties.hs_call_disposition} />
      {properties.hs_call_has_voicemail === "true" && <Badge color="amber">Voicemail</Badge>}
    </Group>
  );
}
