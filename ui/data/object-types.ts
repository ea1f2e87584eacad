import {
  BriefcaseIcon,
  BuildingOfficeIcon,
  CalendarIcon,
  CheckCircleIcon,
  CubeIcon,
  DocumentTextIcon,
  EnvelopeIcon,
  PhoneIcon,
  TicketIcon,
  UserIcon,
} from "@heroicons/react/24/outline";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ComponentType, SVGProps } from "react";
import { type Answer, call } from "../api/client.ts";
import type { Permissions } from "../session/permissions.ts";
import { usePermissions } from "../session/session.ts";

export type Icon = ComponentType<SVGProps<SVGSVGElement>>;

/** A kind of record as the app shows it. */
export type AppObjectType = {
  /** In the app's addresses and in the API's: `contacts`, or the id of a portal's own type (`2-1001`). */
  readonly name: string;
  /** Such as `0-1`. */
  readonly id: string;
  readonly singular: string;
  readonly plural: string;
  readonly icon: Icon;
  /** The properties that make up a record's name. */
  readonly nameProperties: readonly string[];
  /** Said beside the name, where records are chosen. */
  readonly detailProperties: readonly string[];
  /** When the record was changed last. */
  readonly modifiedProperty: string;
  readonly isActivity: boolean;
};

const modifiedProperty = "hs_lastmodifieddate";
const record = { isActivity: false, modifiedProperty };
const activity = { isActivity: true, modifiedProperty };

/** The kinds of records that every portal has. */
export const standardTypes: readonly AppObjectType[] = [
  {
    ...record,
    name: "contacts",
    id: "0-1",
    singular: "Contact",
    plural: "Contacts",
    icon: UserIcon,
    nameProperties: ["firstname", "lastname"],
    detailProperties: ["email", "phone", "mobilephone", "company"],
    modifiedProperty: "lastmodifieddate",
  },
  {
    ...record,
    name: "companies",
    id: "0-2",
    singular: "Company",
    plural: "Companies",
    icon: BuildingOfficeIcon,
    nameProperties: ["name"],
    detailProperties: ["domain", "phone", "city"],
  },
  {
    ...record,
    name: "deals",
    id: "0-3",
    singular: "Deal",
    plural: "Deals",
    icon: BriefcaseIcon,
    nameProperties: ["dealname"],
    detailProperties: ["amount", "closedate"],
  },
  {
    ...record,
    name: "tickets",
    id: "0-5",
    singular: "Ticket",
    plural: "Tickets",
    icon: TicketIcon,
    nameProperties: ["subject"],
    detailProperties: [],
  },
  {
    ...activity,
    name: "calls",
    id: "0-48",
    singular: "Call",
    plural: "Calls",
    icon: PhoneIcon,
    nameProperties: ["hs_call_title"],
    detailProperties: ["hs_timestamp"],
  },
  {
    ...activity,
    name: "notes",
    id: "0-46",
    singular: "Note",
    plural: "Notes",
    icon: DocumentTextIcon,
    nameProperties: ["hs_body_preview"],
    detailProperties: ["hs_timestamp"],
  },
  {
    ...activity,
    name: "tasks",
    id: "0-27",
    singular: "Task",
    plural: "Tasks",
    icon: CheckCircleIcon,
    nameProperties: ["hs_task_subject"],
    detailProperties: ["hs_timestamp"],
  },
  {
    ...activity,
    name: "meetings",
    id: "0-47",
    singular: "Meeting",
    plural: "Meetings",
    icon: CalendarIcon,
    nameProperties: ["hs_meeting_title"],
    detailProperties: ["hs_timestamp"],
  },
  {
    ...activity,
    name: "emails",
    id: "0-49",
    singular: "Email",
    plural: "Emails",
    icon: EnvelopeIcon,
    nameProperties: ["hs_email_subject"],
    detailProperties: ["hs_timestamp"],
  },
];

/** Reads the portal's own types, for `useObjectTypes` or ahead of it. */
export const ownTypesQuery = (permissions: Permissions) =>
  queryOptions({
    queryKey: ["object-schemas"],
    queryFn: ({ signal }) => call("GET /crm/v3/schemas", { signal }),
    enabled: permissions.has("crm.schemas.custom.read"),
    staleTime: 5 * 60_000,
  });

/** All kinds of records of the portal: the standard ones, then its own. */
export function useObjectTypes(): readonly AppObjectType[] {
  const { data: own = [] } = useQuery({ ...ownTypesQuery(usePermissions()), select: presentOwnTypes });
  return [...standardTypes, ...own];
}

function presentOwnTypes({ results }: Answer<"GET /crm/v3/schemas">): readonly AppObjectType[] {
  return results.map((schema) => {
    const nameProperty = schema.primaryDisplayProperty;
    return {
      ...record,
      name: schema.objectTypeId,
      id: schema.objectTypeId,
      singular: schema.labels.singular ?? schema.name,
      plural: schema.labels.plural ?? schema.name,
      icon: CubeIcon,
      nameProperties: nameProperty === undefined ? [] : [nameProperty],
      detailProperties: schema.secondaryDisplayProperties ?? [],
    };
  });
}

/** One kind of record by plural name or id; undefined while unknown. */
export function useObjectType(nameOrId: string): AppObjectType | undefined {
  return useObjectTypes().find(({ name, id }) => name === nameOrId || id === nameOrId);
}

/** A record's name out of its properties; never empty. */
export function recordName(
  type: Pick<AppObjectType, "nameProperties" | "singular">,
  { id, properties }: { readonly id: string; readonly properties: Readonly<Record<string, string | null>> },
): string {
  const name = type.nameProperties
    .map((property) => properties[property])
    .filter(Boolean)
    .join(" ");
  return name || properties.email || `${type.singular} ${id}`;
}

/** Where the app shows a record. */
export function recordHref(objectType: string, id: string): string {
  return objectType === "calls" ? `/calls/${id}` : `/records/${objectType}/${id}`;
}
