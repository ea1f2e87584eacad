import { Card, Skeleton, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useParams } from "wouter";
import { ApiError } from "../../api/api-error.ts";
import { useObjectTypes } from "../../data/object-types.ts";
import { type Property, useProperties } from "../../data/properties.ts";
import { useRecord, useUpdateRecord } from "../../data/records.ts";
import { AssociationCard } from "../../parts/associations/association-card.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { HistoryDrawer } from "../../parts/history/history-drawer.tsx";
import { Page } from "../../parts/page.tsx";
import { PropertyField } from "../../parts/property-field.tsx";
import { RecordingPlayer } from "../../parts/recording/recording-player.tsx";
import { usePermissions } from "../../session/session.ts";
import { Attachments } from "./attachments.tsx";
import { CallActions } from "./call-actions.tsx";
import { CallFacts } from "./call-facts.tsx";
import classes from "./call-page.module.css";
import { DeletedCall } from "./deleted-call.tsx";
import { EditableTitle } from "./editable-title.tsx";
import { MoreProperties } from "./more-properties.tsx";
import { Notes } from "./notes.tsx";
import { mainNames } from "./property-groups.ts";

const parent = { label: "Calls", href: "/calls" };

/** One call: what was said, who was on it, everything that is known of it, and how it came to be so. */
export function CallPage() {
  const id = useParams().id ?? "";
  const permissions = usePermissions();
  const types = useObjectTypes().filter(({ name, isActivity }) => !isActivity && permissions.canRead(name));
  const { all, byName, isLoaded } = useProperties("calls");
  const {
    data: call,
    error,
    refetch,
  } = useRecord(
    "calls",
    id,
    all.map(({ name }) => name),
    isLoaded,
  );
  const update = useUpdateRecord("calls", id);
  const [history, setHistory] = useState<readonly Property[]>();
  const canWrite = permissions.canWrite("calls");

  if (error instanceof ApiError && error.status === 404) return <DeletedCall id={id} />;
  if (error && call === undefined) {
    return (
      <Page title="Call" parent={parent}>
        <ErrorState error={error} onRetry={() => refetch()} />
      </Page>
    );
  }
  if (call === undefined || call.id !== id) {
    return (
      <Page title="Call" parent={parent}>
        <Stack role="status" aria-label="Loading">
          <Skeleton h={120} radius="lg" />
          <Skeleton h={260} radius="lg" />
        </Stack>
      </Page>
    );
  }
  const { properties } = call;
  const save = (name: string) => (value: string) => update.mutateAsync({ [name]: value });
  const field = (name: string) => {
    const property = byName.get(name);
    if (property === undefined) return null;
    return (
      <PropertyField
        key={name}
        property={property}
        value={properties[name]}
        onSave={canWrite ? save(name) : undefined}
        onHistory={() => setHistory([property])}
      />
    );
  };
  const name = properties.hs_call_title || "Call without a title";
  const recording = properties.hs_call_recording_url;
  const duration = Number(properties.hs_call_recording_duration || properties.hs_call_duration || 0);
  return (
    <Page
      title={name}
      heading={
        <EditableTitle value={properties.hs_call_title ?? ""} onSave={canWrite ? save("hs_call_title") : undefined} />
      }
      parent={parent}
      description={<CallFacts call={call} />}
      actions={<CallActions call={call} onHistory={() => setHistory(all.filter(({ calculated }) => !calculated))} />}
    >
      <div className={classes.columns}>
        <Stack gap="md" className={classes.main}>
          {recording && (
            <Card padding="md">
              <RecordingPlayer
                key={recording}
                url={recording}
                milliseconds={duration || undefined}
                isVoicemail={properties.hs_call_has_voicemail === "true"}
              />
            </Card>
          )}
          <Notes
            property={byName.get("hs_call_body")}
            value={properties.hs_call_body ?? ""}
            onSave={canWrite ? save("hs_call_body") : undefined}
            onHistory={setHistory}
          />
          <Attachments
            ids={(properties.hs_attachment_ids ?? "").split(";").filter(Boolean)}
            onChange={canWrite ? (ids) => update.mutateAsync({ hs_attachment_ids: ids.join(";") }) : undefined}
          />
        </Stack>
        <Stack gap="md" className={classes.side}>
          <Card padding="md">
            <Title order={2} fz="md" mb={6}>
              About this call
            </Title>
            {mainNames.map(field)}
          </Card>
          {types.map((type) => (
            <AssociationCard key={type.name} objectType="calls" id={id} to={type} />
          ))}
        </Stack>
        <div className={classes.more}>
          <MoreProperties
            all={all}
            values={properties}
            onSave={canWrite ? (property) => save(property.name) : undefined}
            onHistory={(property) => setHistory([property])}
          />
        </div>
      </div>
      <HistoryDrawer
        objectType="calls"
        id={id}
        properties={history ?? []}
        opened={history !== undefined}
        onClose={() => setHistory(undefined)}
      />
    </Page>
  );
}
