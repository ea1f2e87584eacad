import { Badge, Button, Group, Stack, Table, TagsInput, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type FormEvent, useState } from "react";
import { messageOf } from "../../api/api-error.ts";
import { addressOf, send } from "../../api/client.ts";
import { type Owner, ownerName, ownersKey, useOwners } from "../../data/owners.ts";
import { ScrollBox } from "../../parts/scroll-box.tsx";
import { usePermissions } from "../../session/session.ts";
import { useChange } from "./use-change.ts";

type Draft = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly teams: readonly string[];
};

/** The people whom records can be assigned to. */
export function OwnersTab() {
  const { byId } = useOwners();
  const mayWrite = usePermissions().has("trunkline.owners.write");
  const owners = [...byId.values()].toSorted(
    (a, b) => Number(a.archived) - Number(b.archived) || ownerName(a).localeCompare(ownerName(b)),
  );
  const archive = useChange(
    (ownerId: string) => send("DELETE", addressOf("/trunkline/v1/owners/{ownerId}", { ownerId })),
    "The owner is archived",
    [ownersKey],
  );
  const restore = useChange(
    (ownerId: string) => send("POST", addressOf("/trunkline/v1/owners/{ownerId}/restore", { ownerId })),
    "The owner is back",
    [ownersKey],
  );
  const edit = (owner?: Owner) =>
    modals.open({
      title: owner === undefined ? "Add an owner" : "Change the owner",
      children: <OwnerForm owner={owner} />,
    });
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          Records of an archived owner keep the name.
        </Text>
        {mayWrite && <Button onClick={() => edit()}>Add an owner</Button>}
      </Group>
      <ScrollBox label="Owners">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Name</Table.Th>
              <Table.Th scope="col">E-mail</Table.Th>
              <Table.Th scope="col">Teams</Table.Th>
              <Table.Th scope="col">Owner id</Table.Th>
              {mayWrite && (
                <Table.Th scope="col">
                  <span className="unseen">Actions</span>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {owners.map((owner) => (
              <Table.Tr key={owner.id}>
                <Table.Td>
                  {ownerName(owner)}
                  {owner.archived && (
                    <Badge color="gray" ml="xs">
                      Archived
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{owner.email}</Table.Td>
                <Table.Td>{owner.teams?.map(({ name }) => name).join(", ")}</Table.Td>
                <Table.Td className="tabular">{owner.id}</Table.Td>
                {mayWrite && (
                  <Table.Td>
                    <Group gap="xs" justify="flex-end" wrap="nowrap">
                      {owner.archived ? (
                        <Button size="xs" variant="default" onClick={() => restore.mutate(owner.id)}>
                          Bring back
                        </Button>
                      ) : (
                        <>
                          <Button size="xs" variant="default" onClick={() => edit(owner)}>
                            Change
                          </Button>
                          <Button size="xs" variant="default" onClick={() => archive.mutate(owner.id)}>
                            Archive
                          </Button>
                        </>
                      )}
                    </Group>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollBox>
    </Stack>
  );
}

function OwnerForm({ owner }: { readonly owner: Owner | undefined }) {
  const [draft, setDraft] = useState<Draft>({
    email: owner?.email ?? "",
    firstName: owner?.firstName ?? "",
    lastName: owner?.lastName ?? "",
    teams: owner?.teams?.map(({ name }) => name) ?? [],
  });
  const change = (changed: Partial<Draft>) => setDraft((former) => ({ ...former, ...changed }));
  const { email, ...others } = draft;
  const save = useChange(
    () =>
      owner === undefined
        ? send("POST", "/trunkline/v1/owners", draft)
        : send("PATCH", addressOf("/trunkline/v1/owners/{ownerId}", { ownerId: owner.id }), others),
    owner === undefined ? "The owner is added" : "The owner is changed",
    [ownersKey],
    true,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: () => modals.closeAll() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="E-mail"
          type="email"
          required
          disabled={owner !== undefined}
          value={email}
          onChange={({ currentTarget }) => change({ email: currentTarget.value })}
          data-autofocus
        />
        <TextInput
          label="First name"
          value={draft.firstName}
          onChange={({ currentTarget }) => change({ firstName: currentTarget.value })}
        />
        <TextInput
          label="Last name"
          value={draft.lastName}
          onChange={({ currentTarget }) => change({ lastName: currentTarget.value })}
        />
        <TagsInput
          label="Teams"
          description="The first one is the main team"
          value={[...draft.teams]}
          onChange={(teams) => change({ teams })}
        />
        {save.isError && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {messageOf(save.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.closeAll()}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
