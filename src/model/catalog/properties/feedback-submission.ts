import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "feedback_submission_information";
const define = inGroup(groupName);

export const feedbackSubmissionProperties: readonly PropertyDefinition[] = [
  define("hs_submission_name", "Submission name", "string", "text", "What the submission is called."),
  define("hs_survey_name", "Survey name", "string", "text", "Survey that was answered."),
  define("hs_survey_type", "Survey type", "enumeration", "select", "What kind of survey it was.", {
    ...chosen,
    options: optionsOf("NPS", "CES", "CSAT", "CUSTOM"),
  }),
  define("hs_survey_channel", "Survey channel", "string", "text", "How the survey was sent."),
  define("hs_submission_timestamp", "Submission date", "datetime", "date", "When it was answered."),
  define("hs_value", "Rating", "number", "number", "The number that was given.", chosen),
  define("hs_content", "Response", "string", "textarea", "What was written."),
  define("hs_sentiment", "Sentiment", "string", "text", "How it was meant.", chosen),
  define("hs_response_group", "Response group", "string", "text", "Which group the rating falls into.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
