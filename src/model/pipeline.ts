/** The way that deals or tickets take, and the stages on it. Times are epoch milliseconds. */
export type Pipeline = {
  readonly objectTypeId: string;
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  /** In their order. */
  readonly stages: readonly PipelineStage[];
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** A stage belongs to one pipeline; its id is unique among all of the object type's. */
export type PipelineStage = {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** Which properties of a record hold where it stands. */
export type PipelineProperties = { readonly pipeline: string; readonly stage: string };

/** The object types that have pipelines, by their ids (contract 6.8). */
export const pipelineProperties: Readonly<Record<string, PipelineProperties>> = {
  "0-3": { pipeline: "pipeline", stage: "dealstage" },
  "0-5": { pipeline: "hs_pipeline", stage: "hs_pipeline_stage" },
};

type Ordered = { readonly label: string; readonly displayOrder: number };

/** By displayOrder, those below zero last, then by label: the order of every answer. */
export function compareDisplayOrder(one: Ordered, other: Ordered): number {
  const place = ({ displayOrder }: Ordered) => (displayOrder < 0 ? Number.MAX_SAFE_INTEGER : displayOrder);
  return place(one) - place(other) || (one.label < other.label ? -1 : Number(one.label > other.label));
}
