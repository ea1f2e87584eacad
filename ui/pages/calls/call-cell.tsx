import { MicrophoneIcon, SpeakerWaveIcon } from "@heroicons/react/24/outline";
import { Anchor } from "@mantine/core";
import { Link } from "wouter";
import { recordHref } from "../../data/object-types.ts";
import { kindOf, type Property } from "../../data/properties.ts";
import type { CrmRecord } from "../../data/records.ts";
import { formatDuration } from "../../formats/numbers.ts";
import { DirectionIcon } from "../../parts/direction-icon.tsx";
import { OutcomeBadge } from "../../parts/outcome-badge.tsx";
import { OwnerName } from "../../parts/owner-name.tsx";
import { plainText } from "../../parts/plain-text.ts";
import { propertyText } from "../../parts/property-text.ts";
import { Time } from "../../parts/time.tsx";
import { useSession } from "../../session/session.ts";
import classes from "./call-cell.module.css";
import { contactsColumn, firstColumn } from "./columns.ts";
import type { CallContact } from "./use-call-contacts.ts";

type Props = {
  readonly name: string;
  readonly record: CrmRecord;
  readonly property: Property | undefined;
  readonly contacts: readonly CallContact[] | undefined;
};

/** One value of a call, on one line. */
export function CallCell({ name, record, property, contacts }: Props) {
  const { currency } = useSession();
  if (name === firstColumn) return <CallTitle record={record} />;
  if (name === contactsColumn) return <Contacts contacts={contacts} />;
  const value = record.properties[name];
  if (value === null || value === undefined || value === "") return <span className={classes.none}>–</span>;
  if (name === "hs_call_disposition") return <OutcomeBadge outcome={value} />;
  if (property === undefined) return value;
  switch (kindOf(property)) {
    case "owner":
      return <OwnerName ownerId={value} plain />;
    case "datetime":
      return <Time at={value} />;
    case "duration":
      return formatDuration(Number(value));
    case "html":
      return plainText(value);
    default:
      return propertyText(property, value, currency);
  }
}

/** A call's heading with its direction, and whether there is something to hear. */
export function CallTitle({ record: { id, properties } }: { readonly record: CrmRecord }) {
  const other =
    properties.hs_call_direction === "INBOUND" ? properties.hs_call_from_number : properties.hs_call_to_number;
  return (
    <span className={classes.title}>
      <span className={classes.direction}>
        <DirectionIcon direction={properties.hs_call_direction} size={16} />
      </span>
      <Anchor component={Link} href={recordHref("calls", id)} className={`${classes.link} truncate`}>
        {properties.hs_call_title || other || `Call ${id}`}
      </Anchor>
      {properties.hs_call_has_voicemail === "true" ? (
        <MicrophoneIcon width={15} role="img" aria-label="Voicemail" className={classes.voicemail} />
      ) : (
        properties.hs_call_recording_url && (
          <SpeakerWaveIcon width={15} role="img" aria-label="Has a recording" className={classes.recording} />
        )
      )}
    </span>
  );
}

function Contacts({ contacts }: { readonly contacts: readonly CallContact[] | undefined }) {
  const [first, ...others] = contacts ?? [];
  if (first === undefined) return contacts === undefined ? null : <span className={classes.none}>–</span>;
  return (
    <>
      <Anchor component={Link} href={recordHref("contacts", first.id)} c="inherit" fz="inherit">
        {first.name}
      </Anchor>
      {others.length > 0 && ` +${others.length}`}
    </>
  );
}
