import type { ObjectType } from "../object-type.ts";
import type { PropertyDefinition } from "../property.ts";
import { callProperties } from "./properties/call.ts";
import { companyProperties } from "./properties/company.ts";
import { contactProperties } from "./properties/contact.ts";
import { dealProperties } from "./properties/deal.ts";
import { ticketProperties } from "./properties/ticket.ts";

type Spec = Omit<ObjectType, "properties" | "aliases" | "readScope" | "writeScope"> & {
  readonly aliases?: readonly string[];
  readonly scope: string;
  readonly properties: readonly PropertyDefinition[];
};

function defineObjectType({ scope, aliases = [], properties, ...spec }: Spec): ObjectType {
  return {
    ...spec,
    aliases,
    readScope: `crm.objects.${scope}.read`,
    writeScope: `crm.objects.${scope}.write`,
    properties: new Map(properties.map((property) => [property.name, property])),
  };
}

/** The built-in object types. Ids: contract 4.1; scopes: 9.3 (calls go by the contacts scopes). */
export const objectTypes: readonly ObjectType[] = [
  defineObjectType({
    id: "0-48",
    singular: "call",
    plural: "calls",
    kind: "activity",
    scope: "contacts",
    createDateProperty: "hs_createdate",
    modifiedDateProperty: "hs_lastmodifieddate",
    defaultProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
    searchableProperties: ["hs_call_title", "hs_body_preview"],
    properties: callProperties,
  }),
  defineObjectType({
    id: "0-1",
    singular: "contact",
    plural: "contacts",
    kind: "record",
    scope: "contacts",
    createDateProperty: "createdate",
    modifiedDateProperty: "lastmodifieddate",
    defaultProperties: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
    searchableProperties: [
      "email",
      "hs_additional_emails",
      "firstname",
      "lastname",
      "phone",
      "mobilephone",
      "hs_whatsapp_phone_number",
      "fax",
      "company",
    ],
    properties: contactProperties,
  }),
  defineObjectType({
    id: "0-2",
    singular: "company",
    plural: "companies",
    aliases: ["companys"],
    kind: "record",
    scope: "companies",
    createDateProperty: "createdate",
    modifiedDateProperty: "hs_lastmodifieddate",
    defaultProperties: ["createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"],
    searchableProperties: ["name", "domain", "website", "phone"],
    properties: companyProperties,
  }),
  defineObjectType({
    id: "0-3",
    singular: "deal",
    plural: "deals",
    kind: "record",
    scope: "deals",
    createDateProperty: "createdate",
    modifiedDateProperty: "hs_lastmodifieddate",
    defaultProperties: [
      "amount",
      "closedate",
      "createdate",
      "dealname",
      "dealstage",
      "hs_lastmodifieddate",
      "hs_object_id",
      "pipeline",
    ],
    searchableProperties: ["dealname", "description", "dealtype"],
    properties: dealProperties,
  }),
  defineObjectType({
    id: "0-5",
    singular: "ticket",
    plural: "tickets",
    kind: "record",
    scope: "tickets",
    createDateProperty: "createdate",
    modifiedDateProperty: "hs_lastmodifieddate",
    defaultProperties: [
      "content",
      "createdate",
      "hs_lastmodifieddate",
      "hs_object_id",
      "hs_pipeline",
      "hs_pipeline_stage",
      "hs_ticket_category",
      "hs_ticket_priority",
      "subject",
    ],
    searchableProperties: ["subject", "content", "hs_ticket_category"],
    properties: ticketProperties,
  }),
];
