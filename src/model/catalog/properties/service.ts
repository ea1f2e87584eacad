import type { PropertyDefinition } from "../../property.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "service_information";
const define = inGroup(groupName);

export const serviceProperties: readonly PropertyDefinition[] = [
  define("hs_name", "Service name", "string", "text", "What the service is called.", { required: "strict" }),
  define("hs_description", "Description", "string", "textarea", "What is done.", chosen),
  define("hs_category", "Category", "string", "text", "What kind of service it is.", chosen),
  define("hs_status", "Status", "string", "text", "How the service stands.", chosen),
  define("hs_start_date", "Start date", "datetime", "date", "When the work begins."),
  define("hs_target_end_date", "Target end date", "datetime", "date", "When it is to be done."),
  define("hs_close_date", "Close date", "datetime", "date", "When it was done.", chosen),
  define("hs_total_cost", "Total cost", "number", "number", "What it costs."),
  define("hs_amount_paid", "Amount paid", "number", "number", "What was paid of it."),
  define("hs_amount_remaining", "Amount remaining", "number", "number", "What is still to be paid."),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline it runs through.", chosen),
  define("hs_pipeline_stage", "Service stage", "string", "text", "Id of the stage it is at.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
