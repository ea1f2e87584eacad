import type { CallChoice, Portal } from "../../model/portal.ts";
import type { PropertyDefinition, PropertyOption } from "../../model/property.ts";

/** The choices of a property in force: its definition's own, or those that the portal keeps for it. */
export function optionsOf(definition: PropertyDefinition, portal: Portal): readonly PropertyOption[] {
  switch (definition.optionSource) {
    case undefined:
      return definition.options;
    case "outcomes":
      return choices(portal.outcomes, (choice) => choice.id);
    case "call-types":
      return choices(portal.callTypes, (choice) => choice.label);
    case "pipelines":
      return pipelinesOf(definition, portal).map(({ id, label }) => ({ value: id, label }));
    case "stages":
      return pipelinesOf(definition, portal).flatMap(({ stages }) =>
        stages.map(({ id, label }) => ({ value: id, label })),
      );
  }
}

function choices(all: readonly CallChoice[], value: (choice: CallChoice) => string): PropertyOption[] {
  return all.filter((choice) => !choice.deleted).map((choice) => ({ value: value(choice), label: choice.label }));
}

function pipelinesOf({ optionSourceType }: PropertyDefinition, portal: Portal) {
  return portal.pipelines.filter((pipeline) => pipeline.objectTypeId === optionSourceType);
}
