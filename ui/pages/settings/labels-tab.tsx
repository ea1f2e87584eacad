import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { messageOf } from "../../api/api-error.ts";
import { call } from "../../api/client.ts";
import { useObjectTypes } from "../../data/object-types.ts";
import { usePermissions } from "../../session/session.ts";
import { EditableRow } from "./editable-row.tsx";
import { internalName } from "./internal-name.ts";
import classes from "./settings.module.css";
import { useChange } from "./use-change.ts";

const labelsKey = (from: string, to: string) => ["association-labels", from, to] as const;

/** What an association between two kinds of records can be called. */
export function LabelsTab() {
  const permissions = usePermissions();
  const types = useObjectTypes().filter(({ name }) => permissions.canRead(name));
  const [from, setFrom] = useState("calls");
  const [to, setTo] = useState("contacts");
  const path = { fromObjectType: from, toObjectType: to };
  const mayWrite = permissions.canWrite(from) && permissions.canWrite(to);
  const { data } = useQuery({
    queryKey: labelsKey(from, to),
    queryFn: ({ signal }) => call("GET /crm/v4/associations/{fromObjectType}/{toObjectType}/labels", { path, signal }),
  });
  const keys = [labelsKey(from, to), labelsKey(to, from)];
  const rename = useChange(
    (body: { associationTypeId: number; label: string }) =>
      call("PUT /crm/v4/associations/{fromObjectType}/{toObjectType}/labels", { path, body }),
    "The label is renamed",
    keys,
    true,
  );
  const remove = useChange(
    (associationTypeId: number) =>
      call("DELETE /crm/v4/associations/{fromObjectType}/{toObjectType}/labels/{associationTypeId}", {
        path: { ...path, associationTypeId: String(associationTypeId) },
      }),
    "The label is deleted",
    keys,
  );
  const options = types.map(({ name: value, plural: label }) => ({ value, label }));
  return (
    <Stack className={classes.list}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="From"
          data={options}
          value={from}
          onChange={(type) => setFrom(type ?? from)}
          allowDeselect={false}
        />
        <Select label="To" data={options} value={to} onChange={(type) => setTo(type ?? to)} allowDeselect={false} />
      </SimpleGrid>
      {mayWrite && <LabelForm key={`${from} ${to}`} path={path} keys={keys} />}
      <div className="surface">
        {(data?.results ?? []).map(({ typeId, label, category }) => {
          const isOwn = category === "USER_DEFINED" && label !== null && mayWrite;
          return (
            <EditableRow
              key={`${category} ${typeId}`}
              label={label ?? "Without a label"}
              onRename={isOwn ? (given) => rename.mutateAsync({ associationTypeId: typeId, label: given }) : undefined}
              onDelete={isOwn ? () => remove.mutate(typeId) : undefined}
              deleteWarning="Records that are associated by it stay associated, without the label."
            >
              <Text size="xs" c="dimmed" className="tabular">
                Type {typeId} · {category === "USER_DEFINED" ? "made here" : "built in"}
              </Text>
            </EditableRow>
          );
        })}
      </div>
    </Stack>
  );
}

type FormProps = {
  readonly path: { readonly fromObjectType: string; readonly toObjectType: string };
  readonly keys: readonly (readonly string[])[];
};

function LabelForm({ path, keys }: FormProps) {
  const [label, setLabel] = useState("");
  const [inverseLabel, setInverse] = useState("");
  const create = useChange(
    () =>
      call("POST /crm/v4/associations/{fromObjectType}/{toObjectType}/labels", {
        path,
        body: {
          label: label.trim(),
          name: internalName(label),
          ...(inverseLabel.trim() === "" ? {} : { inverseLabel: inverseLabel.trim() }),
        },
      }),
    "The label is added",
    keys,
    true,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined, {
      onSuccess: () => {
        setLabel("");
        setInverse("");
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <TextInput label="New label" value={label} onChange={({ currentTarget }) => setLabel(currentTarget.value)} />
        <TextInput
          label="Seen from the other side"
          placeholder="The same"
          value={inverseLabel}
          onChange={({ currentTarget }) => setInverse(currentTarget.value)}
        />
        <Button type="submit" loading={create.isPending} disabled={label.trim() === ""}>
          Add
        </Button>
      </Group>
      {create.isError && (
        <Text c="var(--mantine-color-error)" size="sm" role="alert" mt="xs">
          {messageOf(create.error)}
        </Text>
      )}
    </form>
  );
}
