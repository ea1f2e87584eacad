import { ArrowDownIcon, ArrowUpIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Schemas } from "../../api/schema.generated.ts";
import { propertiesKey } from "../../data/properties.ts";
import { usePermissions } from "../../session/session.ts";
import { AddForm } from "./add-form.tsx";
import { EditableRow } from "./editable-row.tsx";
import classes from "./settings.module.css";
import { useChange } from "./use-change.ts";

type Pipeline = Schemas["Pipeline"];
type Stage = Schemas["PipelineStage"];

const pipelinesKey = (objectType: string) => ["pipelines", objectType] as const;
const kinds = [
  { value: "deals", label: "Deals" },
  { value: "tickets", label: "Tickets" },
];

/** The stages that deals and tickets go through. What records are in cannot be deleted. */
export function PipelinesTab() {
  const permissions = usePermissions();
  const offered = kinds.filter(({ value }) => permissions.canRead(value));
  const [objectType, setType] = useState(offered[0]?.value ?? "deals");
  const { data: pipelines = [] } = useQuery({
    queryKey: pipelinesKey(objectType),
    queryFn: ({ signal }) => call("GET /crm/v3/pipelines/{objectType}", { path: { objectType }, signal }),
    select: ({ results }) => results.toSorted((a, b) => a.displayOrder - b.displayOrder),
  });
  const mayWrite = permissions.canDefine(objectType);
  const create = useChange(
    (label: string) =>
      call("POST /crm/v3/pipelines/{objectType}", {
        path: { objectType },
        body: { label, displayOrder: pipelines.length, stages: [firstStage(objectType)] },
      }),
    "The pipeline is made, with one stage",
    [pipelinesKey(objectType), propertiesKey(objectType)],
    true,
  );
  return (
    <Stack className={classes.list}>
      {offered.length > 1 && (
        <SegmentedControl aria-label="Kind of records" data={offered} value={objectType} onChange={setType} />
      )}
      {pipelines.map((pipeline) => (
        <OnePipeline key={pipeline.id} objectType={objectType} pipeline={pipeline} mayWrite={mayWrite} />
      ))}
      {mayWrite && <AddForm label="New pipeline" onAdd={create.mutateAsync} />}
    </Stack>
  );
}

type Props = { readonly objectType: string; readonly pipeline: Pipeline; readonly mayWrite: boolean };

function OnePipeline({ objectType, pipeline, mayWrite }: Props) {
  const path = { objectType, pipelineId: pipeline.id };
  const keys = [pipelinesKey(objectType), propertiesKey(objectType)];
  const stages = pipeline.stages.toSorted((a, b) => a.displayOrder - b.displayOrder);
  const rename = useChange(
    (label: string) => call("PATCH /crm/v3/pipelines/{objectType}/{pipelineId}", { path, body: { label } }),
    "The pipeline is renamed",
    keys,
    true,
  );
  const query = { validateReferencesBeforeDelete: true };
  const remove = useChange(
    () => call("DELETE /crm/v3/pipelines/{objectType}/{pipelineId}", { path, query }),
    "The pipeline is deleted",
    keys,
  );
  const addStage = useChange(
    (label: string) =>
      call("POST /crm/v3/pipelines/{objectType}/{pipelineId}/stages", {
        path,
        body: { ...firstStage(objectType), label, displayOrder: (stages.at(-1)?.displayOrder ?? -1) + 1 },
      }),
    "The stage is added",
    keys,
    true,
  );
  const changeStage = useChange(
    ({ id, ...body }: { id: string; label?: string; displayOrder?: number }) =>
      call("PATCH /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}", {
        path: { ...path, stageId: id },
        body,
      }),
    "The stage is changed",
    keys,
    true,
  );
  const removeStage = useChange(
    (stageId: string) =>
      call("DELETE /crm/v3/pipelines/{objectType}/{pipelineId}/stages/{stageId}", { path: { ...path, stageId } }),
    "The stage is deleted",
    keys,
  );
  const swap = async (stage: Stage, other: Stage | undefined) => {
    if (other === undefined) return;
    await changeStage.mutateAsync({ id: stage.id, displayOrder: other.displayOrder });
    await changeStage.mutateAsync({ id: other.id, displayOrder: stage.displayOrder });
  };
  return (
    <section aria-label={pipeline.label}>
      <Title order={2} className="unseen">
        {pipeline.label}
      </Title>
      <div className="surface">
        <EditableRow
          label={pipeline.label}
          onRename={mayWrite ? rename.mutateAsync : undefined}
          onDelete={mayWrite ? () => remove.mutate(undefined) : undefined}
          deleteWarning="Its stages go with it. It is refused while records are in it."
        >
          <Text size="xs" c="dimmed">
            Pipeline {pipeline.id}
          </Text>
        </EditableRow>
        {stages.map((stage, index) => (
          <EditableRow
            key={stage.id}
            label={stage.label}
            onRename={mayWrite ? (label) => changeStage.mutateAsync({ id: stage.id, label }) : undefined}
            onDelete={mayWrite ? () => removeStage.mutate(stage.id) : undefined}
            deleteWarning="It is refused while records are in it."
          >
            {mayWrite && (
              <Group gap={2} component="span" display="inline-flex" ml="xs">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${stage.label} up`}
                  disabled={index === 0}
                  onClick={() => swap(stage, stages[index - 1])}
                >
                  <ArrowUpIcon width={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${stage.label} down`}
                  disabled={index === stages.length - 1}
                  onClick={() => swap(stage, stages[index + 1])}
                >
                  <ArrowDownIcon width={14} aria-hidden />
                </ActionIcon>
              </Group>
            )}
          </EditableRow>
        ))}
      </div>
      {mayWrite && (
        <div className={classes.below}>
          <AddForm label={`New stage of ${pipeline.label}`} onAdd={addStage.mutateAsync} />
        </div>
      )}
    </section>
  );
}

/** What a new stage must have beside its label. */
function firstStage(objectType: string) {
  const metadata = objectType === "deals" ? { probability: "0.5" } : { ticketState: "OPEN" };
  return { label: "New", displayOrder: 0, metadata };
}
