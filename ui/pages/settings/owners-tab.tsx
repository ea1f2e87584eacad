import { Badge, Button, Group, Stack, Table, TagsInput, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type FormEvent, useState } from "react";
import { call } from "../../api/client.ts";
import { type Owner, ownerName, ownersKey, useOwners } from "../../data/owners.ts";
import { usePermissions } from "../../session/session.ts";
import { FormFoot } from "./form-foot.tsx";
import { SettingsTable } from "./settings-table.tsx";
import { useChange } from "./use-change.ts";

type Draft = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly teams: string[];
};

/** The people whom records can be assigned to. */
export function OwnersTab() {
  const { byId } = useOwners();
  const mayWrite = usePermissions().has("trunkline.owners.write");
  const owners = [...byId.values()].toSorted(
    (a, b) => Number(a.archived) - Number(b.archived) || ownerName(a).localeCompare(ownerName(b)),
  );
  const archive = useChange(
    (ownerId: string) => call("DELETE /trunkline/v1/owners/{ownerId}", { path: { ownerId } }),
    "The owner is archived",
    [ownersKey],
  );
  const restore = useChange(
    (ownerId: string) => call("POST /trunkline/v1/owners/{ownerId}/restore", { path: { ownerId } }),
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
      <SettingsTable label="Owners" columns={["Name", "E-mail", "Teams", "Owner id"]} hasActions={mayWrite}>
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
      </SettingsTable>
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
        ? call("POST /trunkline/v1/owners", { body: draft })
        : call("PATCH /trunkline/v1/owners/{ownerId}", { path: { ownerId: owner.id }, body: others }),
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
          value={draft.teams}
          onChange={(teams) => change({ teams })}
        />
        <FormFoot submit="Save" change={save} />
      </Stack>
    </form>
  );
}
