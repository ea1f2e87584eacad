import { Code, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { ApiError, messageOf } from "./api-error.ts";

/** Tells of something that did not work, with the id under which the server's log has it. */
export function showError(error: unknown, title = "That did not work"): void {
  const correlationId = error instanceof ApiError ? error.correlationId : undefined;
  notifications.show({
    color: "red",
    title,
    autoClose: 12_000,
    message: (
      <>
        <Text size="sm">{messageOf(error)}</Text>
        {correlationId !== undefined && (
          <Text size="xs" c="dimmed" mt={4}>
            Correlation id <Code fz="xs">{correlationId}</Code>
          </Text>
        )}
      </>
    ),
  });
}

/** Tells that something was done, in few words. */
export function showDone(message: string): void {
  notifications.show({ color: "pine", message, autoClose: 4_000 });
}
