import { Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";

export const tokensKey = ["tokens"] as const;

/** Shows a token that was just made: the only time that it can be seen. */
export function showToken(token: string): void {
  modals.closeAll();
  modals.open({
    title: "Copy the token now",
    size: "lg",
    children: (
      <Stack>
        <Text size="sm">It is shown this once. Afterwards only its hash is known here.</Text>
        <Code block data-testid="token">
          {token}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={token}>
            {({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy"}</Button>}
          </CopyButton>
        </Group>
      </Stack>
    ),
  });
}
