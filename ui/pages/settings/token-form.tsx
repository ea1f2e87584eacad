import { Button, Checkbox, Fieldset, Group, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call } from "../../api/client.ts";
import { FormFoot } from "./form-foot.tsx";
import { showToken, tokensKey } from "./show-token.tsx";
import { useChange } from "./use-change.ts";

/** Makes a token with chosen scopes; only those can be given that the session's own token holds. */
export function TokenForm() {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>();
  const { data = [] } = useQuery({
    queryKey: ["scopes"],
    queryFn: ({ signal }) => call("GET /trunkline/v1/scopes", { signal }),
    select: ({ results }) => results,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const held = data.filter((scope) => scope.held).map((scope) => scope.name);
  const chosen = scopes ?? held;
  const create = useChange(
    () => call("POST /trunkline/v1/tokens", { body: { name: name.trim(), scopes: chosen } }),
    "The token is made",
    [tokensKey],
    true,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined, { onSuccess: ({ token }) => showToken(token) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          placeholder="What it is for"
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        <Group justify="space-between">
          <Text size="sm" fw={600}>
            {chosen.length} of {data.length} scopes
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => setScopes(held)}>
              All
            </Button>
            <Button size="xs" variant="default" onClick={() => setScopes([])}>
              None
            </Button>
          </Group>
        </Group>
        <ScrollArea.Autosize mah={340} type="auto" viewportProps={{ tabIndex: 0 }}>
          <Checkbox.Group value={chosen} onChange={setScopes}>
            <Stack>
              {[...Map.groupBy(data, ({ group }) => group)].map(([group, members]) => (
                <Fieldset key={group} legend={group}>
                  <Stack gap="xs">
                    {members.map((scope) => (
                      <Checkbox
                        key={scope.name}
                        value={scope.name}
                        label={scope.name}
                        description={scope.description}
                        disabled={!scope.held}
                      />
                    ))}
                  </Stack>
                </Fieldset>
              ))}
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
        <FormFoot submit="Make the token" disabled={name.trim() === "" || chosen.length === 0} change={create} />
      </Stack>
    </form>
  );
}
