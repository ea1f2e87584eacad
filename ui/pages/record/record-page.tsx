import { PhoneIcon } from "@heroicons/react/24/outline";
import { Button, Skeleton, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "wouter";
import { type AppObjectType, recordName, useObjectType, useObjectTypes } from "../../data/object-types.ts";
import { type Property, useProperties } from "../../data/properties.ts";
import { useRecord, useUpdateRecord } from "../../data/records.ts";
import { AssociationCard } from "../../parts/associations/association-card.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { HistoryDrawer } from "../../parts/history/history-drawer.tsx";
import { Page } from "../../parts/page.tsx";
import { PropertyList } from "../../parts/property-list.tsx";
import { usePermissions } from "../../session/session.ts";
import { NotFoundPage } from "../not-found-page.tsx";
import classes from "./record-page.module.css";
import { Timeline } from "./timeline.tsx";

/** A contact, company, deal, ticket or record of the portal's own types: its properties and its calls. */
export function RecordPage() {
  const { objectType = "", id = "" } = useParams();
  const type = useObjectType(objectType);
  return type === undefined ? <NotFoundPage /> : <OneRecord key={id} type={type} id={id} />;
}

function OneRecord({ type, id }: { readonly type: AppObjectType; readonly id: string }) {
  const permissions = usePermissions();
  const { all, isLoaded } = useProperties(type.name);
  const record = useRecord(
    type.name,
    id,
    all.map(({ name }) => name),
    isLoaded,
  );
  const update = useUpdateRecord(type.name, id);
  const [history, setHistory] = useState<readonly Property[]>();
  const others = useObjectTypes().filter(({ name, isActivity }) => !isActivity && permissions.canRead(name));
  const parent = { label: type.plural, href: `/records/${type.name}` };
  if (record.error !== null) {
    return (
      <Page title={type.singular} parent={parent}>
        <ErrorState error={record.error} onRetry={record.refetch} />
      </Page>
    );
  }
  if (record.data === undefined) {
    return (
      <Page title={type.singular} parent={parent}>
        <div className={classes.columns} aria-busy>
          <Skeleton h={420} radius="lg" />
          <Skeleton h={420} radius="lg" />
        </div>
      </Page>
    );
  }
  const logHref =
    permissions.canWrite("calls") && !type.isActivity ? `/log-call?objectType=${type.name}&objectId=${id}` : undefined;
  const save = (name: string, value: string) => update.mutateAsync({ [name]: value });
  return (
    <Page
      title={recordName(type, record.data)}
      parent={parent}
      actions={
        logHref !== undefined && (
          <Button component={Link} href={logHref} leftSection={<PhoneIcon width={16} aria-hidden />}>
            Log a call
          </Button>
        )
      }
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          {permissions.canRead("calls") && <Timeline objectType={type.name} id={id} logHref={logHref} />}
        </div>
        <Stack gap="md" className={classes.side}>
          <section className={`surface ${classes.about}`} aria-labelledby="about-title">
            <Stack gap="md">
              <Title order={2} id="about-title">
                About
              </Title>
              <PropertyList
                type={type}
                properties={all}
                values={record.data.properties}
                onSave={permissions.canWrite(type.name) ? save : undefined}
                onHistory={(property) => setHistory([property])}
              />
            </Stack>
          </section>
          {others.map((to) => (
            <AssociationCard key={to.name} objectType={type.name} id={id} to={to} />
          ))}
        </Stack>
      </div>
      <HistoryDrawer
        objectType={type.name}
        id={id}
        properties={history ?? []}
        opened={history !== undefined}
        onClose={() => setHistory(undefined)}
      />
    </Page>
  );
}
