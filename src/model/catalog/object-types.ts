import type { ObjectType } from "../object-type.ts";
import type { PropertyDefinition } from "../property.ts";
import { appointmentProperties } from "./properties/appointment.ts";
import { callProperties } from "./properties/call.ts";
import { companyProperties } from "./properties/company.ts";
import { contactProperties } from "./properties/contact.ts";
import { courseProperties } from "./properties/course.ts";
import { dealProperties } from "./properties/deal.ts";
import { emailProperties } from "./properties/email.ts";
import { feedbackSubmissionProperties } from "./properties/feedback-submission.ts";
import { leadProperties } from "./properties/lead.ts";
import { listingProperties } from "./properties/listing.ts";
import { meetingProperties } from "./properties/meeting.ts";
import { noteProperties } from "./properties/note.ts";
import { orderProperties } from "./properties/order.ts";
import { projectProperties } from "./properties/project.ts";
import { serviceProperties } from "./properties/service.ts";
import { taskProperties } from "./properties/task.ts";
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

/** Notes, tasks, meetings and emails: linked and pinned as calls are, and reached by the same scopes (contract 9.3). */
function defineActivity(
  spec: Pick<Spec, "id" | "singular" | "plural" | "aliases" | "searchableProperties" | "properties">,
) {
  return defineObjectType({
    ...spec,
    kind: "activity",
    scope: "contacts",
    createDateProperty: "hs_createdate",
    modifiedDateProperty: "hs_lastmodifieddate",
    defaultProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
  });
}

/** What calls can be logged on beside contacts, companies, deals and tickets (contract 4.2). */
function defineFurther(
  id: string,
  singular: string,
  nameProperty: string,
  searchableProperties: readonly string[],
  properties: readonly PropertyDefinition[],
) {
  return defineObjectType({
    id,
    singular,
    plural: `${singular}s`,
    // Portals have types of their own called like these: they may keep them.
    yieldsName: true,
    kind: "record",
    scope: `${singular}s`,
    createDateProperty: "hs_createdate",
    modifiedDateProperty: "hs_lastmodifieddate",
    defaultProperties: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id", nameProperty].sort(),
    searchableProperties: [nameProperty, ...searchableProperties],
    properties,
  });
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
  defineActivity({
    id: "0-46",
    singular: "note",
    plural: "notes",
    searchableProperties: ["hs_note_body"],
    properties: noteProperties,
  }),
  defineActivity({
    id: "0-27",
    singular: "task",
    plural: "tasks",
    searchableProperties: ["hs_task_subject", "hs_task_body"],
    properties: taskProperties,
  }),
  defineActivity({
    id: "0-47",
    singular: "meeting",
    plural: "meetings",
    aliases: ["meeting_event", "meeting_events"],
    searchableProperties: ["hs_meeting_title", "hs_meeting_body"],
    properties: meetingProperties,
  }),
  defineActivity({
    id: "0-49",
    singular: "email",
    plural: "emails",
    // The body is shown to some tokens only, so a free text must not find it either.
    searchableProperties: ["hs_email_subject"],
    properties: emailProperties,
  }),
  defineFurther("0-136", "lead", "hs_lead_name", [], leadProperties),
  defineFurther("0-421", "appointment", "hs_appointment_name", [], appointmentProperties),
  defineFurther("0-410", "course", "hs_course_name", ["hs_course_id"], courseProperties),
  defineFurther("0-420", "listing", "hs_name", ["hs_address_1", "hs_city"], listingProperties),
  defineFurther("0-162", "service", "hs_name", [], serviceProperties),
  defineFurther("0-123", "order", "hs_order_name", ["hs_external_order_id"], orderProperties),
  defineFurther("0-970", "project", "hs_name", [], projectProperties),
  defineFurther("0-19", "feedback_submission", "hs_submission_name", ["hs_content"], feedbackSubmissionProperties),
];
