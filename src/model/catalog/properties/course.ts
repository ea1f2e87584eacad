import type { PropertyDefinition } from "../../property.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "course_information";
const define = inGroup(groupName);

export const courseProperties: readonly PropertyDefinition[] = [
  define("hs_course_name", "Course name", "string", "text", "What the course is called.", { required: "strict" }),
  define("hs_course_id", "Course ID", "string", "text", "The course's id elsewhere."),
  define("hs_course_description", "Description", "string", "textarea", "What the course teaches.", chosen),
  define("hs_course_level", "Level", "string", "text", "Whom it is made for.", chosen),
  define("hs_enrollment_capacity", "Enrollment capacity", "number", "number", "How many can take part.", chosen),
  define("hs_start_date", "Start date", "datetime", "date", "When it begins.", chosen),
  define("hs_end_date", "End date", "datetime", "date", "When it ends.", chosen),
  define("hs_price", "Price", "number", "number", "What taking part costs.", chosen),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline it runs through.", chosen),
  define("hs_pipeline_stage", "Course stage", "string", "text", "Id of the stage it is at.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
