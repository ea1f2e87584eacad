import type { Portal } from "../../model/portal.ts";
import type { PropertyDefinition, PropertyGroup } from "../../model/property.ts";
import { presentProperty } from "./property.ts";

/** A property's definition in the shape of the older properties API: flat, with times in epoch milliseconds. */
export function presentOlderProperty(definition: PropertyDefinition, portal: Portal) {
  const { custom } = definition;
  const { options } = presentProperty(definition, portal);
  return {
    name: definition.name,
    label: definition.label,
    description: definition.description,
    groupName: definition.groupName,
    type: definition.type,
    fieldType: definition.fieldType,
    options: options.map((option) => ({
      description: null,
      ...option,
      readOnly: false,
      doubleData: 0,
    })),
    displayOrder: definition.displayOrder ?? -1,
    formField: definition.formField ?? false,
    readOnlyValue: definition.readOnly,
    readOnlyDefinition: custom === undefined,
    hidden: definition.hidden,
    mutableDefinitionNotDeletable: false,
    favorited: false,
    favoritedOrder: -1,
    calculated: definition.calculated,
    externalOptions: definition.externalOptions,
    displayMode: "current_value",
    deleted: custom !== undefined && custom.archivedAt !== null,
    hubspotDefined: custom === undefined,
    ...(definition.referencedObjectType ? { referencedObjectType: definition.referencedObjectType } : {}),
    createdAt: custom?.createdAt ?? null,
    updatedAt: custom?.updatedAt ?? null,
    createdUserId: custom?.createdUserId ?? null,
    updatedUserId: custom?.updatedUserId ?? null,
  };
}

/**
 * A group in the same shape.
 * @param properties those of the object type; undefined leaves the group's own out
 */
export function presentOlderGroup(
  group: PropertyGroup,
  properties: readonly PropertyDefinition[] | undefined,
  portal: Portal,
) {
  const own = properties?.filter((definition) => definition.groupName === group.name);
  return {
    name: group.name,
    displayName: group.label,
    displayOrder: group.displayOrder,
    ...(own ? { properties: own.map((definition) => presentOlderProperty(definition, portal)) } : {}),
  };
}
