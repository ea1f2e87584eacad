import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { activityProperties } from "./activity.ts";
import { chosen, inGroup } from "./shared.ts";

const groupName = "task";
const define = inGroup(groupName);

export const taskProperties: readonly PropertyDefinition[] = [
  define("hs_task_subject", "Task title", "string", "text", "What is to be done, in short."),
  define("hs_task_body", "Task notes", "string", "html", "What is to be done."),
  define("hs_task_status", "Task status", "enumeration", "select", "How far the task is.", {
    options: optionsOf("NOT_STARTED", "IN_PROGRESS", "COMPLETED", "WAITING", "DEFERRED"),
    defaultValue: "NOT_STARTED",
  }),
  define("hs_task_priority", "Task priority", "enumeration", "select", "How urgent the task is.", {
    options: optionsOf("NONE", "LOW", "MEDIUM", "HIGH"),
    defaultValue: "NONE",
  }),
  define("hs_task_type", "Task type", "enumeration", "select", "How the task is to be done.", {
    options: [...optionsOf("TODO", "EMAIL", "CALL", "MEETING"), { value: "LINKED_IN", label: "LinkedIn" }],
    defaultValue: "TODO",
  }),
  define("hs_task_reminders", "Reminders", "string", "text", "When to remind, in epoch milliseconds.", chosen),
  define(
    "hs_task_send_default_reminder",
    "Send default reminder",
    "bool",
    "booleancheckbox",
    "Whether to remind at the default time.",
    chosen,
  ),
  define("hs_task_for_object_type", "For object type", "string", "text", "Type of record the task is about.", chosen),
  define("hs_task_completion_date", "Completed at", "datetime", "date", "When the task was done.", chosen),
  define("hs_task_is_completed", "Is completed", "number", "number", "1 for a completed task, else 0.", {
    readOnly: true,
    calculated: true,
  }),
  ...activityProperties({ groupName, timestamp: "When the task is due." }),
];
