import { Button, Code, Stack, Text, Title } from "@mantine/core";
import { ApiError, messageOf } from "../api/api-error.ts";

type Props = {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly isSmall?: boolean;
};

/** Stands in the place of what could not be read. */
export function ErrorState({ error, title = "This could not be loaded", onRetry, isSmall = false }: Props) {
  const correlationId = error instanceof ApiError ? error.correlationId : undefined;
  return (
    <Stack align="center" gap="xs" py={isSmall ? "xs" : 56} px="md" ta="center" role="alert">
      <Title order={2} size={isSmall ? "h5" : "h2"}>
        {title}
      </Title>
      <Text c="dimmed" maw={520} style={{ overflowWrap: "anywhere" }}>
        {messageOf(error)}
      </Text>
      {correlationId !== undefined && (
        <Text size="xs" c="dimmed">
          Correlation id <Code fz="xs">{correlationId}</Code>
        </Text>
      )}
      {onRetry !== undefined && (
        <Button variant="default" mt="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Stack>
  );
}
