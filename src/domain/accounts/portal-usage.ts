import type { ObjectType } from "../../model/object-type.ts";
import { pipelineProperties } from "../../model/pipeline.ts";
import type { Context } from "../context.ts";
import { listPipelines } from "../pipelines/pipelines.ts";
import { countMatching } from "../search/places.ts";

/** How much there is of something that belongs to an object type. */
export type TypeCount = { readonly type: ObjectType; readonly count: number };

/**
 * How many live records each object type has that the token may read.
 * @throws Refusal 503 where too many searches run
 */
export async function countRecords(ctx: Context): Promise<TypeCount[]> {
  const counts: TypeCount[] = [];
  // One after the other, so that they are one search among many.
  for (const type of readableTypes(ctx)) {
    counts.push({ type, count: await countMatching(ctx, type, { is: "all", of: [] }) });
  }
  return counts;
}

/** How many pipelines there are of each object type that can have any. */
export function countPipelines(ctx: Context): TypeCount[] {
  return readableTypes(ctx)
    .filter(({ id }) => pipelineProperties[id] !== undefined)
    .map((type) => ({ type, count: listPipelines(ctx.portal, type).length }));
}

/** How many properties of each object type the portal has defined itself. */
export function countCustomProperties(ctx: Context): TypeCount[] {
  return readableTypes(ctx).map((type) => {
    const own = [...type.properties.values()].filter(({ custom }) => custom !== undefined);
    return { type, count: own.length };
  });
}

/** How many object types the portal has defined itself. */
export function countCustomObjectTypes({ portal }: Context): number {
  return portal.objectTypes.all.filter(({ schema }) => schema !== undefined).length;
}

function readableTypes({ portal, actor }: Context): ObjectType[] {
  return portal.objectTypes.all.filter(({ readScope }) => actor.scopes.has(readScope));
}
