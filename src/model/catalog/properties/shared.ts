import type { PropertyDefinition, PropertyOption } from "../../property.ts";
import { defineProperty, optionsOf } from "../property-builder.ts";

type Definer = typeof defineProperty;

/** `defineProperty` with the group already given. */
export function inGroup(groupName: string): Definer {
  return (name, label, type, fieldType, description, extras) =>
    defineProperty(name, label, type, fieldType, description, { groupName, ...extras });
}

export const readOnly = { readOnly: true } as const;
/** For rows whose type or options no source tells (section 12, row 33). */
export const chosen = { chosen: true } as const;
export const chosenReadOnly = { chosen: true, readOnly: true } as const;
/** For numbers of milliseconds. */
export const duration = { displayHints: { numberDisplayHint: "duration" } } as const;

const hiddenReadOnly = { readOnly: true, hidden: true } as const;
const external = { externalOptions: true } as const;
const externalReadOnly = { externalOptions: true, readOnly: true } as const;
const externalHiddenReadOnly = { externalOptions: true, readOnly: true, hidden: true } as const;

/** What every object type has; types and flags: contract 5.2, the rows marked p. */
export function systemProperties(
  groupName: string,
  dates: { readonly createDate: string; readonly modifiedDate: string },
  ownerLabel = "Owner",
): PropertyDefinition[] {
  const define = inGroup(groupName);
  return [
    define("hs_object_id", "Record ID", "number", "number", "Id of the record.", readOnly),
    define(dates.createDate, "Create date", "datetime", "date", "When the record was made.", {
      readOnly: true,
      // The dump hides `hs_createdate`; `createdate` is the one that people see.
      hidden: dates.createDate === "hs_createdate",
    }),
    define(dates.modifiedDate, "Last modified date", "datetime", "date", "When the record last changed.", readOnly),
    define(
      "hs_all_owner_ids",
      "All owner IDs",
      "enumeration",
      "select",
      "Every owner the record has, through any owner property.",
      externalHiddenReadOnly,
    ),
    define(
      "hs_all_team_ids",
      "All team IDs",
      "enumeration",
      "select",
      "The teams of all owners of the record.",
      externalHiddenReadOnly,
    ),
    define(
      "hs_all_accessible_team_ids",
      "All teams",
      "enumeration",
      "select",
      "Every team that can reach the record, parent teams included.",
      externalHiddenReadOnly,
    ),
    define(
      "hs_all_assigned_business_unit_ids",
      "Brands",
      "enumeration",
      "checkbox",
      "The brands the record belongs to.",
      external,
    ),
    define(
      "hs_created_by_user_id",
      "Created by user ID",
      "number",
      "number",
      "User who made the record.",
      externalReadOnly,
    ),
    define(
      "hs_updated_by_user_id",
      "Updated by user ID",
      "number",
      "number",
      "User who last changed the record.",
      externalReadOnly,
    ),
    define(
      "hs_merged_object_ids",
      "Merged record IDs",
      "enumeration",
      "checkbox",
      "Ids of the records merged into this one.",
      readOnly,
    ),
    define(
      "hs_obj_coords",
      "Object coordinates",
      "object_coordinates",
      "text",
      "Type id and record id in one value.",
      readOnly,
    ),
    define(
      "hs_object_source",
      "Creation source",
      "string",
      "text",
      "What kind of client made the record.",
      hiddenReadOnly,
    ),
    define(
      "hs_object_source_id",
      "Creation source ID",
      "string",
      "text",
      "Id of the client that made the record.",
      hiddenReadOnly,
    ),
    define(
      "hs_object_source_label",
      "Record source",
      "enumeration",
      "select",
      "How the record came to be, in words.",
      externalReadOnly,
    ),
    define(
      "hs_object_source_detail_1",
      "Record source detail 1",
      "string",
      "text",
      "First detail about the source, such as the app's name.",
      readOnly,
    ),
    define(
      "hs_object_source_detail_2",
      "Record source detail 2",
      "string",
      "text",
      "Second detail about the source.",
      readOnly,
    ),
    define(
      "hs_object_source_detail_3",
      "Record source detail 3",
      "string",
      "text",
      "Third detail about the source.",
      readOnly,
    ),
    define(
      "hs_object_source_user_id",
      "Creation source user ID",
      "number",
      "number",
      "User on whose behalf the source made the record.",
      hiddenReadOnly,
    ),
    define("hs_owning_teams", "Owning teams", "enumeration", "checkbox", "Teams that own the record.", {
      ...external,
      hidden: true,
    }),
    define(
      "hs_read_only",
      "Read-only record",
      "bool",
      "booleancheckbox",
      "Whether the record is locked.",
      hiddenReadOnly,
    ),
    define(
      "hs_shared_team_ids",
      "Shared teams",
      "enumeration",
      "checkbox",
      "Further teams that may see the record.",
      external,
    ),
    define(
      "hs_shared_user_ids",
      "Shared users",
      "enumeration",
      "checkbox",
      "Further users who may see the record.",
      external,
    ),
    define("hs_unique_creation_key", "Unique creation key", "string", "text", "Key that made the create unique.", {
      ...hiddenReadOnly,
      hasUniqueValue: true,
    }),
    define(
      "hs_user_ids_of_all_owners",
      "User IDs of all owners",
      "enumeration",
      "checkbox",
      "The users behind all owners of the record.",
      externalHiddenReadOnly,
    ),
    define(
      "hs_user_ids_of_all_notification_followers",
      "User IDs of all followers",
      "enumeration",
      "checkbox",
      "Users who are told about changes of the record.",
      externalHiddenReadOnly,
    ),
    define(
      "hs_user_ids_of_all_notification_unfollowers",
      "User IDs of all unfollowers",
      "enumeration",
      "checkbox",
      "Users who chose not to be told about changes.",
      externalHiddenReadOnly,
    ),
    define(
      "hs_was_imported",
      "Imported",
      "bool",
      "booleancheckbox",
      "Whether an import made or changed the record.",
      hiddenReadOnly,
    ),
    define(
      "hubspot_owner_assigneddate",
      "Owner assigned date",
      "datetime",
      "date",
      "When the present owner was set.",
      readOnly,
    ),
    define("hubspot_owner_id", ownerLabel, "enumeration", "select", "The owner the record is assigned to.", {
      externalOptions: true,
      referencedObjectType: "OWNER",
      rule: "owner",
    }),
    define("hubspot_team_id", "Team", "enumeration", "select", "Main team of the owner.", externalReadOnly),
  ];
}

/** The activity shown at the top of a record's timeline; contract 6.6. */
export function pinnedEngagementProperty(groupName: string): PropertyDefinition {
  return inGroup(groupName)(
    "hs_pinned_engagement_id",
    "Pinned activity ID",
    "number",
    "number",
    "Id of the activity pinned on the record.",
    { hidden: true, rule: "record-id" },
  );
}

/** What records say about the activities linked to them. */
export function activitySummaryProperties(groupName: string): PropertyDefinition[] {
  const define = inGroup(groupName);
  return [
    define("notes_last_contacted", "Last contacted", "datetime", "date", "When a contact was last logged.", readOnly),
    define("notes_last_updated", "Last activity date", "datetime", "date", "Time of the latest activity.", readOnly),
    define(
      "notes_next_activity_date",
      "Next activity date",
      "datetime",
      "date",
      "Time of the next planned activity.",
      readOnly,
    ),
    define("num_contacted_notes", "Times contacted", "number", "number", "How often a contact was logged.", readOnly),
    define("num_notes", "Number of activities", "number", "number", "How many activities are logged.", readOnly),
  ];
}

export const lifecycleStages: readonly PropertyOption[] = [
  { value: "subscriber", label: "Subscriber" },
  { value: "lead", label: "Lead" },
  { value: "marketingqualifiedlead", label: "Marketing qualified lead" },
  { value: "salesqualifiedlead", label: "Sales qualified lead" },
  { value: "opportunity", label: "Opportunity" },
  { value: "customer", label: "Customer" },
  { value: "evangelist", label: "Evangelist" },
  { value: "other", label: "Other" },
];

export const leadStatuses: readonly PropertyOption[] = optionsOf(
  "NEW",
  "OPEN",
  "IN_PROGRESS",
  "OPEN_DEAL",
  "UNQUALIFIED",
  "ATTEMPTED_TO_CONTACT",
  "CONNECTED",
  "BAD_TIMING",
);
