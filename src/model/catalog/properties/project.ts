import type { PropertyDefinition } from "../../property.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "project_information";
const define = inGroup(groupName);

export const projectProperties: readonly PropertyDefinition[] = [
  define("hs_name", "Project name", "string", "text", "What the project is called.", { required: "strict" }),
  define("hs_description", "Description", "string", "textarea", "What is to be achieved.", chosen),
  define("hs_status", "Status", "string", "text", "How the project stands.", chosen),
  define("hs_start_date", "Start date", "datetime", "date", "When it begins.", chosen),
  define("hs_target_due_date", "Target due date", "datetime", "date", "When it is to be done.", chosen),
  define("hs_close_date", "Close date", "datetime", "date", "When it was done.", chosen),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline it runs through.", chosen),
  define("hs_pipeline_stage", "Project stage", "string", "text", "Id of the stage it is at.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
