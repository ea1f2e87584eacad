import { Drawer, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import type { Property } from "../../data/properties.ts";
import { kindOf } from "../../data/properties.ts";
import { recordKey } from "../../data/records.ts";
import { ErrorState } from "../error-state.tsx";
import { OwnerName, UserName } from "../owner-name.tsx";
import { plainText } from "../plain-text.ts";
import { propertyText } from "../property-text.ts";
import { Time } from "../time.tsx";
import { type Change, changesOf } from "./changes.ts";
import classes from "./history-drawer.module.css";

type Props = {
  readonly objectType: string;
  readonly id: string;
  /** Whose history is shown; all of the record's where there are several. */
  readonly properties: readonly Property[];
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Who changed what, when, from what to what: the latest first. */
export function HistoryDrawer({ objectType, id, properties, opened, onClose }: Props) {
  const [only] = properties.length === 1 ? properties : [];
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="md"
      title={only === undefined ? "History" : `History of ${only.label}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {opened && <Changes objectType={objectType} id={id} properties={properties} />}
    </Drawer>
  );
}

function Changes({ objectType, id, properties }: Pick<Props, "objectType" | "id" | "properties">) {
  const names = properties.map(({ name }) => name);
  const { data, error, refetch } = useQuery({
    queryKey: [...recordKey(objectType, id), "history", names.join(",")],
    queryFn: ({ signal }) =>
      call("GET /crm/v3/objects/{objectType}/{objectId}", {
        path: { objectType, objectId: id },
        query: { propertiesWithHistory: names },
        signal,
      }),
  });
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (data === undefined) {
    return (
      <Stack role="status" aria-label="Loading">
        {[80, 60, 70].map((width) => (
          <Skeleton key={width} h={16} w={`${width}%`} />
        ))}
      </Stack>
    );
  }
  const changes = changesOf(properties, data.propertiesWithHistory ?? {});
  if (changes.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        This was never set.
      </Text>
    );
  }
  return (
    <ol className={classes.changes}>
      {changes.map((change) => (
        <li
          key={`${change.property.name} ${change.version.timestamp} ${change.version.value}`}
          className={classes.change}
        >
          {properties.length > 1 && <div className={classes.name}>{change.property.label}</div>}
          <div className={classes.values}>
            <Value change={change} value={change.former} />
            <span aria-hidden="true"> → </span>
            <span className="unseen">changed to</span>
            <strong>
              <Value change={change} value={change.version.value} />
            </strong>
          </div>
          <div className={classes.source}>
            <Time at={change.version.timestamp} />
            <Who change={change} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Value({ change: { property }, value }: { readonly change: Change; readonly value: string | undefined }) {
  if (value === undefined || value === "") return <em className={classes.empty}>empty</em>;
  const kind = kindOf(property);
  if (kind === "owner") return <OwnerName ownerId={value} plain />;
  if (kind === "user") return <UserName userId={value} />;
  return kind === "html" ? plainText(value) : propertyText(property, value);
}

const sources: Readonly<Record<string, string>> = {
  INTEGRATION: "through the API",
  CRM_UI: "in the app",
  CALCULATED: "worked out",
  BATCH_UPDATE: "in a batch",
  MIGRATION: "by an update of the server",
  MERGE_OBJECTS: "in a merge",
};

function Who({ change: { version } }: { readonly change: Change }) {
  const { updatedByUserId, sourceType, sourceId, sourceLabel } = version;
  // Of a creation in the app the source alone tells whose it was.
  const userId = updatedByUserId ?? /^userId:(\d+)$/.exec(sourceId ?? "")?.[1];
  const how = sources[sourceType] ?? sourceLabel ?? sourceType.toLowerCase().replaceAll("_", " ");
  return (
    <>
      {userId !== undefined && (
        <>
          {" · "}
          <UserName userId={userId} />
        </>
      )}
      {` · ${how}`}
    </>
  );
}
