import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "appointment_information";
const define = inGroup(groupName);

export const appointmentProperties: readonly PropertyDefinition[] = [
  define("hs_appointment_name", "Appointment name", "string", "text", "What the appointment is called.", {
    required: "strict",
  }),
  define("hs_appointment_start", "Start", "datetime", "date", "When the appointment begins."),
  define("hs_appointment_end", "End", "datetime", "date", "When the appointment ends."),
  define("hs_appointment_description", "Description", "string", "textarea", "What it is about.", chosen),
  define("hs_appointment_location", "Location", "string", "text", "Where it takes place.", chosen),
  define("hs_appointment_status", "Status", "enumeration", "select", "How far it has come.", {
    ...chosen,
    options: optionsOf("SCHEDULED", "CONFIRMED", "COMPLETED", "CANCELED", "NO_SHOW"),
  }),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline it runs through.", chosen),
  define("hs_pipeline_stage", "Appointment stage", "string", "text", "Id of the stage it is at.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
