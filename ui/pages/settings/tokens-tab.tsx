import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import { ErrorState } from "../../parts/error-state.tsx";
import { Time } from "../../parts/time.tsx";
import { usePermissions, useSession } from "../../session/session.ts";
import { SettingsTable } from "./settings-table.tsx";
import { showToken, tokensKey } from "./show-token.tsx";
import { TokenForm } from "./token-form.tsx";
import { useChange } from "./use-change.ts";

/** Access tokens of the portal; a token itself is shown once, when it is made. */
export function TokensTab() {
  const mayWrite = usePermissions().has("trunkline.tokens.write");
  const { token: ownToken } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => call("GET /trunkline/v1/tokens", { signal }),
  });
  const rotate = useChange(
    (tokenId: string) => call("POST /trunkline/v1/tokens/{tokenId}/rotate", { path: { tokenId } }),
    "The token has another secret",
    [tokensKey],
  );
  const revoke = useChange(
    (tokenId: string) => call("DELETE /trunkline/v1/tokens/{tokenId}", { path: { tokenId } }),
    "The token is revoked",
    [tokensKey],
  );
  const confirm = (title: string, text: string, onConfirm: () => void) =>
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{text}</Text>,
      labels: { confirm: "Go on", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm,
    });
  const isOwn = (id: string) => id === ownToken.id;
  const signedOut = " You are signed in with it and will be signed out.";
  if (error !== null) return <ErrorState error={error} onRetry={refetch} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          Only a hash of each token is kept. Whoever has a token can do what its scopes allow.
        </Text>
        {mayWrite && (
          <Button onClick={() => modals.open({ title: "Make an access token", size: "lg", children: <TokenForm /> })}>
            Make a token
          </Button>
        )}
      </Group>
      <SettingsTable label="Access tokens" columns={["Name", "Scopes", "Made"]} hasActions={mayWrite}>
        {(data?.results ?? []).map(({ id, name, scopes, createdAt }) => (
          <Table.Tr key={id}>
            <Table.Td>
              {name}
              {isOwn(id) && (
                <Text size="xs" c="dimmed">
                  This session
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <details>
                <summary>{scopes.length === 1 ? "1 scope" : `${scopes.length} scopes`}</summary>
                <Text size="xs" maw={360}>
                  {scopes.join(", ")}
                </Text>
              </details>
            </Table.Td>
            <Table.Td>
              <Time at={createdAt} />
            </Table.Td>
            {mayWrite && (
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Rotate ${name}`}
                    onClick={() =>
                      confirm(
                        `Rotate “${name}”?`,
                        `The old secret stops working at once.${isOwn(id) ? signedOut : ""}`,
                        () => rotate.mutate(id, { onSuccess: ({ token }) => showToken(token) }),
                      )
                    }
                  >
                    Rotate
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Revoke ${name}`}
                    onClick={() =>
                      confirm(
                        `Revoke “${name}”?`,
                        `Whatever uses it is refused from now on.${isOwn(id) ? signedOut : ""}`,
                        () => revoke.mutate(id),
                      )
                    }
                  >
                    Revoke
                  </Button>
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </SettingsTable>
    </Stack>
  );
}
