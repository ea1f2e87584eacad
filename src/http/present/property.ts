import { optionsOf } from "../../domain/properties/options.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition } from "../../model/property.ts";

/** A property's definition in wire order (contract 6.4). */
export function presentProperty(definition: PropertyDefinition, portal: Portal) {
  return {
    name: definition.name,
    label: definition.label,
    type: definition.type,
    fieldType: definition.fieldType,
    description: definition.description,
    groupName: definition.groupName,
    options: optionsOf(definition, portal).map((option, displayOrder) => ({
      label: option.label,
      value: option.value,
      ...(option.description === undefined ? {} : { description: option.description }),
      displayOrder,
      hidden: option.hidden ?? false,
    })),
    ...(definition.referencedObjectType ? { referencedObjectType: definition.referencedObjectType } : {}),
    displayOrder: -1,
    calculated: definition.calculated,
    externalOptions: definition.externalOptions,
    hasUniqueValue: definition.hasUniqueValue,
    hidden: definition.hidden,
    hubspotDefined: true,
    modificationMetadata: { archivable: true, readOnlyDefinition: true, readOnlyValue: definition.readOnly },
    formField: false,
    dataSensitivity: "non_sensitive",
  };
}
