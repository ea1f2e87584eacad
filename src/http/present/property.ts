import { optionsOf } from "../../domain/properties/options.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition, PropertyGroup } from "../../model/property.ts";

/** A property's definition in wire order (contract 6.4). */
export function presentProperty(definition: PropertyDefinition, portal: Portal) {
  const { custom, displayHints = {} } = definition;
  return {
    ...(custom ? { updatedAt: formatTime(custom.updatedAt), createdAt: formatTime(custom.createdAt) } : {}),
    name: definition.name,
    label: definition.label,
    type: definition.type,
    fieldType: definition.fieldType,
    description: definition.description,
    groupName: definition.groupName,
    options: presentOptions(definition, portal),
    ...(custom ? { createdUserId: String(custom.createdUserId), updatedUserId: String(custom.updatedUserId) } : {}),
    ...(definition.referencedObjectType ? { referencedObjectType: definition.referencedObjectType } : {}),
    displayOrder: definition.displayOrder ?? -1,
    calculated: definition.calculated,
    externalOptions: definition.externalOptions,
    ...(custom ? { archived: custom.archivedAt !== null } : {}),
    ...(custom?.archivedAt ? { archivedAt: formatTime(custom.archivedAt) } : {}),
    hasUniqueValue: definition.hasUniqueValue,
    hidden: definition.hidden,
    ...(custom ? {} : { hubspotDefined: true }),
    ...(definition.showCurrencySymbol === undefined ? {} : { showCurrencySymbol: definition.showCurrencySymbol }),
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: custom === undefined,
      readOnlyValue: definition.readOnly,
    },
    formField: definition.formField ?? false,
    ...displayHints,
    dataSensitivity: "non_sensitive",
  };
}

function presentOptions(definition: PropertyDefinition, portal: Portal) {
  return optionsOf(definition, portal).map((option, place) => ({
    label: option.label,
    value: option.value,
    ...(option.description === undefined ? {} : { description: option.description }),
    displayOrder: option.displayOrder ?? place,
    hidden: option.hidden ?? false,
  }));
}

/** A group of properties in wire order (contract 6.4); one that was deleted is not there any more. */
export function presentGroup({ name, label, displayOrder }: PropertyGroup) {
  return { name, label, displayOrder, archived: false };
}
