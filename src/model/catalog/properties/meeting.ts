import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { activityProperties } from "./activity.ts";
import { chosen, inGroup } from "./shared.ts";

const groupName = "meeting";
const define = inGroup(groupName);

export const meetingProperties: readonly PropertyDefinition[] = [
  define("hs_meeting_title", "Meeting name", "string", "text", "Short heading of the meeting."),
  define("hs_meeting_body", "Meeting description", "string", "html", "What the meeting is about."),
  define("hs_internal_meeting_notes", "Internal meeting notes", "string", "html", "Notes that the guests do not see."),
  define("hs_meeting_start_time", "Meeting start time", "datetime", "date", "When the meeting begins."),
  define("hs_meeting_end_time", "Meeting end time", "datetime", "date", "When the meeting ends."),
  define("hs_meeting_outcome", "Meeting outcome", "enumeration", "select", "What became of the meeting.", {
    options: [
      ...optionsOf("SCHEDULED", "COMPLETED", "RESCHEDULED"),
      { value: "NO_SHOW", label: "No show" },
      { value: "CANCELED", label: "Canceled" },
    ],
  }),
  define("hs_activity_type", "Call and meeting type", "enumeration", "select", "One of the account's types.", {
    ...chosen,
    optionSource: "call-types",
  }),
  define("hs_meeting_location", "Meeting location", "string", "text", "Where the meeting takes place."),
  define("hs_meeting_location_type", "Location type", "enumeration", "select", "What kind of place the location is.", {
    ...chosen,
    options: optionsOf("PHONE", "ADDRESS", "CUSTOM", "VIDEO"),
  }),
  define("hs_meeting_external_url", "External URL", "string", "text", "Where the calendar has the meeting."),
  define("hs_meeting_source", "Meeting source", "string", "text", "What made the meeting.", chosen),
  define("hs_meeting_source_id", "Meeting source ID", "string", "text", "Id in what made the meeting.", chosen),
  define("hs_meeting_created_from_link_id", "Scheduling page", "string", "text", "Page it was booked on.", chosen),
  define("hs_i_cal_uid", "iCalendar UID", "string", "text", "Id of the meeting in calendars.", chosen),
  ...activityProperties({ groupName, timestamp: "When the meeting takes place." }),
];
