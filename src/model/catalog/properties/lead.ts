import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "lead_information";
const define = inGroup(groupName);

export const leadProperties: readonly PropertyDefinition[] = [
  define("hs_lead_name", "Lead name", "string", "text", "Name of the lead.", { required: "strict" }),
  define("hs_lead_type", "Lead type", "enumeration", "select", "What kind of business it may become.", {
    ...chosen,
    options: optionsOf("NEW_BUSINESS", "RE_ENGAGEMENT", "UPSELL", "CROSS_SELL"),
  }),
  define("hs_lead_label", "Lead label", "enumeration", "select", "How promising the lead is.", {
    ...chosen,
    options: optionsOf("HOT", "WARM", "COLD"),
  }),
  define("hs_lead_source", "Lead source", "string", "text", "Where the lead came from.", chosen),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline the lead runs through.", chosen),
  define("hs_pipeline_stage", "Lead stage", "string", "text", "Id of the stage the lead is at.", chosen),
  define(
    "hs_lead_disqualification_reason",
    "Disqualification reason",
    "string",
    "text",
    "Why it came to nothing.",
    chosen,
  ),
  define("hs_lead_disqualification_note", "Disqualification note", "string", "textarea", "More about that.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
