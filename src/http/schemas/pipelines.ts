import { Type } from "typebox";

const metadata = Type.Record(Type.String(), Type.Unknown());
const displayOrder = Type.Integer({ minimum: -1, maximum: 1_000_000 });

/** A stage in a body; `id` or `stageId` names one that is there already. */
export const stageBody = Type.Object({
  id: Type.Optional(Type.String()),
  stageId: Type.Optional(Type.String()),
  label: Type.String(),
  displayOrder,
  metadata: Type.Optional(Type.Union([metadata, Type.Null()])),
});

export const pipelineBody = Type.Object({ label: Type.String(), displayOrder, stages: Type.Array(stageBody) });

export const pipelinePatch = Type.Object({
  label: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  displayOrder: Type.Optional(Type.Union([displayOrder, Type.Null()])),
});

export const stagePatch = Type.Object({
  ...pipelinePatch.properties,
  metadata: Type.Optional(Type.Union([metadata, Type.Null()])),
});

export const stageAnswer = Type.Object(
  {
    label: Type.String(),
    displayOrder: Type.Integer(),
    metadata: Type.Record(Type.String(), Type.String()),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    archived: Type.Boolean(),
    id: Type.String(),
    writePermissions: Type.String(),
  },
  { title: "PipelineStage" },
);

export const pipelineAnswer = Type.Object(
  {
    label: Type.String(),
    displayOrder: Type.Integer(),
    id: Type.String(),
    stages: Type.Array(stageAnswer),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    archived: Type.Boolean(),
  },
  { title: "Pipeline" },
);
