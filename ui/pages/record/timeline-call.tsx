import { BookmarkIcon, BookmarkSlashIcon, EllipsisHorizontalIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Anchor, Badge, Group, Menu, Text } from "@mantine/core";
import { Link } from "wouter";
import type { CrmRecord } from "../../data/records.ts";
import { formatDuration } from "../../formats/numbers.ts";
import { DirectionIcon } from "../../parts/direction-icon.tsx";
import { OutcomeBadge } from "../../parts/outcome-badge.tsx";
import { OwnerName } from "../../parts/owner-name.tsx";
import { SafeHtml } from "../../parts/safe-html.tsx";
import { Time } from "../../parts/time.tsx";
import classes from "./timeline.module.css";

type Props = {
  readonly call: CrmRecord;
  readonly isPinned: boolean;
  /** Pins the call, or takes the pin away; undefined where the token may not. */
  readonly onPin?: (pin: boolean) => void;
};

/** One call of a timeline: who called, when, with what outcome, and the notes. */
export function TimelineCall({ call, isPinned, onPin }: Props) {
  const {
    hs_call_title: title,
    hs_call_body: notes,
    hs_call_direction: direction,
    hs_call_duration: duration,
    hs_call_has_voicemail: voicemail,
    hs_call_recording_url: recording,
  } = call.properties;
  const name = title || "Call without a title";
  return (
    <article className={`surface ${classes.call}`} aria-label={name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div className={classes.main}>
          <Group gap={6} wrap="nowrap">
            <DirectionIcon direction={direction ?? null} />
            <Anchor component={Link} href={`/calls/${call.id}`} fw={600} className="truncate">
              {name}
            </Anchor>
          </Group>
          <Group gap="xs" mt={4}>
            <OutcomeBadge outcome={call.properties.hs_call_disposition ?? null} />
            {voicemail === "true" && <Badge color="amber">Voicemail</Badge>}
            {recording && <Badge color="gray">Recording</Badge>}
            {duration && (
              <Text size="sm" c="dimmed" className="tabular">
                {formatDuration(Number(duration))}
              </Text>
            )}
            <Text size="sm" c="dimmed">
              <Time at={call.properties.hs_timestamp ?? null} />
            </Text>
            {call.properties.hubspot_owner_id && (
              <Text size="sm" component="span">
                <OwnerName ownerId={call.properties.hubspot_owner_id} />
              </Text>
            )}
          </Group>
        </div>
        {onPin !== undefined && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${name}`}>
                <EllipsisHorizontalIcon width={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={
                  isPinned ? <BookmarkSlashIcon width={16} aria-hidden /> : <BookmarkIcon width={16} aria-hidden />
                }
                onClick={() => onPin(!isPinned)}
              >
                {isPinned ? "Unpin" : "Pin to the top"}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {notes && (
        <div className={classes.notes}>
          <SafeHtml html={notes} />
        </div>
      )}
    </article>
  );
}
