import { sql } from "kysely";
import { first, type Session, type Transaction } from "./database.ts";
import { lockRows, type ObjectTable } from "./objects.ts";
import type { PipelineRow, PipelineStageRow } from "./pipeline-rows.ts";
import { builderOf, statement } from "./statement.ts";

type PipelineKey = { readonly portalId: number; readonly objectTypeId: string; readonly pipelineId: string };
type StageKey = { readonly portalId: number; readonly objectTypeId: string; readonly stageId: string };

const list = statement<{ portalId: number }, PipelineRow>((db, value) =>
  db.selectFrom("pipelines").selectAll().where("portal_id", "=", value("portalId")),
);

const listStages = statement<{ portalId: number }, PipelineStageRow>((db, value) =>
  db.selectFrom("pipeline_stages").selectAll().where("portal_id", "=", value("portalId")),
);

function findPipeline(strength: "share" | "update") {
  return statement<PipelineKey, PipelineRow>(
    (db, value, engine) =>
      lockRows(
        db
          .selectFrom("pipelines")
          .selectAll()
          .where("portal_id", "=", value("portalId"))
          .where("object_type_id", "=", value("objectTypeId"))
          .where("pipeline_id", "=", value("pipelineId")) as never,
        engine,
        strength,
      ) as never,
  );
}

function findStage(strength: "share" | "update") {
  return statement<StageKey, PipelineStageRow>(
    (db, value, engine) =>
      lockRows(
        db
          .selectFrom("pipeline_stages")
          .selectAll()
          .where("portal_id", "=", value("portalId"))
          .where("object_type_id", "=", value("objectTypeId"))
          .where("stage_id", "=", value("stageId")) as never,
        engine,
        strength,
      ) as never,
  );
}

const pipelineLocks = { share: findPipeline("share"), update: findPipeline("update") };
const stageLocks = { share: findStage("share"), update: findStage("update") };

export const listPipelines = (session: Session, portalId: number) => session.all(list, { portalId });

export const listPipelineStages = (session: Session, portalId: number) => session.all(listStages, { portalId });

/** The pipeline, held: `share` so that it is not deleted meanwhile, `update` to delete it. */
export const lockPipeline = (tx: Session, key: PipelineKey, strength: "share" | "update") =>
  first(tx, pipelineLocks[strength], key);

/** The stage, held likewise. */
export const lockPipelineStage = (tx: Session, key: StageKey, strength: "share" | "update") =>
  first(tx, stageLocks[strength], key);

export const insertPipeline = (tx: Transaction, row: PipelineRow) =>
  tx.query(builderOf(tx.engine).insertInto("pipelines").values(row));

export const insertPipelineStage = (tx: Transaction, row: PipelineStageRow) =>
  tx.query(builderOf(tx.engine).insertInto("pipeline_stages").values(row));

export const updatePipeline = (tx: Transaction, row: PipelineRow) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("pipelines")
      .set({ label: row.label, display_order: row.display_order, updated_at: row.updated_at })
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id)
      .where("pipeline_id", "=", row.pipeline_id),
  );

export const updatePipelineStage = (tx: Transaction, row: PipelineStageRow) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("pipeline_stages")
      .set({
        label: row.label,
        display_order: row.display_order,
        metadata: row.metadata,
        updated_at: row.updated_at,
      })
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id)
      .where("stage_id", "=", row.stage_id),
  );

export const deletePipeline = (tx: Transaction, row: PipelineRow) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("pipelines")
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id)
      .where("pipeline_id", "=", row.pipeline_id),
  );

export const deletePipelineStage = (tx: Transaction, row: PipelineStageRow) =>
  tx.query(
    builderOf(tx.engine)
      .deleteFrom("pipeline_stages")
      .where("portal_id", "=", row.portal_id)
      .where("object_type_id", "=", row.object_type_id)
      .where("stage_id", "=", row.stage_id),
  );

/** How many records of a type hold one of these values. */
export async function countHolders(
  session: Session,
  table: ObjectTable,
  type: { readonly portalId: number; readonly objectTypeId: string },
  values: readonly { readonly property: string; readonly value: string }[],
): Promise<number> {
  const position = sql.raw(session.engine === "sqlite" ? "instr" : "strpos");
  // A quote inside a value is escaped, so that this text stands in a document only as a member of its own.
  const members = values.map(({ property, value }) => `${JSON.stringify(property)}:${JSON.stringify(value)}`);
  const [row] = await session.query(
    builderOf(session.engine)
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("portal_id", "=", type.portalId)
      .where("object_type_id", "=", type.objectTypeId)
      .where((where) => where.or(members.map((member) => sql<boolean>`${position}(properties, ${member}) > 0`))),
  );
  return Number(row?.count ?? 0);
}
