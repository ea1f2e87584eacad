/** A way that deals or tickets take. */
export type PipelineRow = {
  portal_id: number;
  object_type_id: string;
  pipeline_id: string;
  label: string;
  display_order: number;
  created_at: number;
  updated_at: number;
};

/** A stage belongs to one pipeline; its id is unique among all of the object type's. */
export type PipelineStageRow = {
  portal_id: number;
  object_type_id: string;
  stage_id: string;
  pipeline_id: string;
  label: string;
  display_order: number;
  /** JSON text of an object of texts. */
  metadata: string;
  created_at: number;
  updated_at: number;
};
