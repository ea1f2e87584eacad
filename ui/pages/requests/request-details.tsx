import { Button, Code, CopyButton, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { formatExact } from "../../formats/dates.ts";
import { formatBytes, formatNumber } from "../../formats/numbers.ts";
import { ErrorState } from "../../parts/error-state.tsx";
import { curlOf } from "./curl.ts";
import classes from "./requests.module.css";
import { StatusBadge } from "./status-badge.tsx";
import { type RequestDetail, useRequest } from "./use-requests.ts";

/** All that the log has of one request. */
export function RequestDetails({ id }: { readonly id: string }) {
  const { data, error, refetch } = useRequest(id);
  if (error !== null) return <ErrorState error={error} title="This request is not in the log" onRetry={refetch} />;
  if (data === undefined) return <Skeleton h={400} />;
  return (
    <Stack>
      <Group gap="sm" align="center">
        <StatusBadge status={data.status} />
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {data.method} {data.path}
        </Text>
      </Group>
      {data.query !== "" && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          ?{data.query}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {formatExact(data.at)} · {formatNumber(data.milliseconds)} ms · {formatBytes(data.requestBytes)} in,{" "}
        {formatBytes(data.responseBytes)} out
      </Text>
      <Text size="sm">
        Correlation id <Code>{data.id}</Code>
      </Text>
      {data.userAgent !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {data.userAgent}
        </Text>
      )}
      <Group gap="xs">
        <Copy label="Copy as curl" text={curlOf(data, window.location.origin)} />
        <Copy label="Copy the correlation id" text={data.id} />
      </Group>
      <BodyText title="Request body" body={data.request} />
      <BodyText title="Answer" body={data.response} />
    </Stack>
  );
}

function Copy({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy}>
          {copied ? "Copied" : label}
        </Button>
      )}
    </CopyButton>
  );
}

function BodyText({ title, body }: { readonly title: string; readonly body: RequestDetail["request"] }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="sm" mb={6}>
        {title}
      </Title>
      {body.body === null || body.body === "" ? (
        <Text size="sm" c="dimmed">
          None
        </Text>
      ) : (
        <Code block className={classes.body} tabIndex={0}>
          {pretty(body.body)}
        </Code>
      )}
      {body.cut && (
        <Text size="xs" c="dimmed">
          Only the beginning is kept.
        </Text>
      )}
    </section>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
