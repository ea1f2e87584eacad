import { Badge, Stack, Text } from "@mantine/core";
import { call } from "../../api/client.ts";
import { type CallChoice, callTypesKey, outcomesKey, useCallTypes, useOutcomes } from "../../data/call-choices.ts";
import { propertiesKey } from "../../data/properties.ts";
import { usePermissions } from "../../session/session.ts";
import { AddForm } from "./add-form.tsx";
import { EditableRow } from "./editable-row.tsx";
import classes from "./settings.module.css";
import { useChange } from "./use-change.ts";

/** How calls can end. */
export function OutcomesTab() {
  const outcomes = useOutcomes();
  return <Choices choices={outcomes} address="dispositions" noun="outcome" stateKey={outcomesKey} />;
}

/** What kinds of calls there are. */
export function CallTypesTab() {
  const callTypes = useCallTypes();
  return <Choices choices={callTypes} address="call-types" noun="call type" stateKey={callTypesKey} />;
}

type Props = {
  readonly choices: readonly CallChoice[];
  readonly address: "dispositions" | "call-types";
  readonly noun: string;
  readonly stateKey: readonly string[];
};

function Choices({ choices, address, noun, stateKey }: Props) {
  const mayWrite = usePermissions().canWrite("calls");
  const keys = [stateKey, propertiesKey("calls")];
  const create = useChange(
    (label: string) => call(`POST /calling/v1/${address}`, { body: { label } }),
    `The ${noun} is added`,
    keys,
    true,
  );
  const rename = useChange(
    ({ id, label }: CallChoice) => call(`PATCH /calling/v1/${address}/{id}`, { path: { id }, body: { label } }),
    `The ${noun} is renamed`,
    keys,
    true,
  );
  const remove = useChange(
    (id: string) => call(`DELETE /calling/v1/${address}/{id}`, { path: { id } }),
    `The ${noun} is deleted`,
    keys,
  );
  return (
    <Stack className={classes.list}>
      <Text c="dimmed" size="sm">
        Calls that have a deleted {noun} keep it, and it stays readable there.
      </Text>
      {mayWrite && <AddForm label={`New ${noun}`} onAdd={create.mutateAsync} />}
      <div className="surface">
        {choices.map((choice) => (
          <EditableRow
            key={choice.id}
            label={choice.label}
            onRename={mayWrite && !choice.deleted ? (label) => rename.mutateAsync({ ...choice, label }) : undefined}
            onDelete={mayWrite && !choice.deleted ? () => remove.mutate(choice.id) : undefined}
            deleteWarning={`It is offered no more. Calls that have this ${noun} keep it.`}
          >
            {choice.deleted && (
              <Badge color="gray" ml="xs">
                Deleted
              </Badge>
            )}
          </EditableRow>
        ))}
      </div>
    </Stack>
  );
}
