import type { ObjectType } from "../../model/object-type.ts";
import { pipelineProperties } from "../../model/pipeline.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition } from "../../model/property.ts";

/**
 * What a new record gets where the client says nothing: the definition's default value; of pipelines and stages, which
 * a portal may have changed, the first where that one is not there.
 * @param values what the record has so far: a stage is one of its pipeline's
 */
export function defaultOf(
  portal: Portal,
  objectType: ObjectType,
  definition: PropertyDefinition,
  values: ReadonlyMap<string, string | null>,
): string | undefined {
  const { defaultValue, optionSource } = definition;
  if (optionSource !== "pipelines" && optionSource !== "stages") return defaultValue;
  const pipelines = portal.pipelines.filter((pipeline) => pipeline.objectTypeId === objectType.id);
  const chosen = values.get(pipelineProperties[objectType.id]?.pipeline ?? "");
  const choices =
    optionSource === "pipelines" ? pipelines : (pipelines.find((pipeline) => pipeline.id === chosen)?.stages ?? []);
  return (choices.find((choice) => choice.id === defaultValue) ?? choices[0])?.id;
}
