import type { EngineName } from "../statement.ts";

/** Pipelines and their stages; portals that are there already get those that a new portal has. */
export function pipelinesAndStages(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const id = "bigint NOT NULL";
  return [
    `CREATE TABLE pipelines (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      pipeline_id ${key} NOT NULL,
      label text NOT NULL,
      display_order integer NOT NULL,
      created_at ${id},
      updated_at ${id},
      PRIMARY KEY (portal_id, object_type_id, pipeline_id)
    )`,
    `CREATE TABLE pipeline_stages (
      portal_id integer NOT NULL,
      object_type_id ${key} NOT NULL,
      stage_id ${key} NOT NULL,
      pipeline_id ${key} NOT NULL,
      label text NOT NULL,
      display_order integer NOT NULL,
      metadata text NOT NULL,
      created_at ${id},
      updated_at ${id},
      PRIMARY KEY (portal_id, object_type_id, stage_id)
    )`,
    insertPipeline("0-3", "default", "Sales Pipeline"),
    ...dealStages.map(([stage, label, probability], order) =>
      insertStage("0-3", "default", stage, label, order, {
        isClosed: String(probability === "1.0" || probability === "0.0"),
        probability,
      }),
    ),
    insertPipeline("0-5", "0", "Support Pipeline"),
    ...ticketStages.map(([stage, label, ticketState], order) =>
      insertStage("0-5", "0", stage, label, order, { isClosed: String(ticketState === "CLOSED"), ticketState }),
    ),
    "UPDATE portals SET definitions_version = definitions_version + 1",
  ];
}

// As they were when this migration was released; model/catalog/pipelines.ts may move on.
const dealStages = [
  ["appointmentscheduled", "Appointment scheduled", "0.2"],
  ["qualifiedtobuy", "Qualified to buy", "0.4"],
  ["presentationscheduled", "Presentation scheduled", "0.6"],
  ["decisionmakerboughtin", "Decision maker bought in", "0.8"],
  ["contractsent", "Contract sent", "0.9"],
  ["closedwon", "Closed won", "1.0"],
  ["closedlost", "Closed lost", "0.0"],
] as const;

const ticketStages = [
  ["1", "New", "OPEN"],
  ["2", "Waiting on contact", "OPEN"],
  ["3", "Waiting on us", "OPEN"],
  ["4", "Closed", "CLOSED"],
] as const;

function insertPipeline(type: string, pipeline: string, label: string): string {
  return `INSERT INTO pipelines SELECT portal_id, '${type}', '${pipeline}', '${label}', 0, created_at, created_at FROM portals`;
}

function insertStage(type: string, pipeline: string, stage: string, label: string, order: number, metadata: object) {
  return `INSERT INTO pipeline_stages SELECT portal_id, '${type}', '${stage}', '${pipeline}', '${label}', ${order},
    '${JSON.stringify(metadata)}', created_at, created_at FROM portals`;
}
