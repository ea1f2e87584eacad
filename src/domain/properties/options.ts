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
  }
}

function choices(all: readonly CallChoice[], value: (choice: CallChoice) => string): PropertyOption[] {
  return all.filter((choice) => !choice.deleted).map((choice) => ({ value: value(choice), label: choice.label }));
}
