/** What kinds of properties can be made, in words, with the type and field type that the API has for each. */
export const newKinds = [
  { value: "text", label: "Text, one line", type: "string", fieldType: "text" },
  { value: "textarea", label: "Text, several lines", type: "string", fieldType: "textarea" },
  { value: "html", label: "Rich text", type: "string", fieldType: "html" },
  { value: "phone", label: "Phone number", type: "string", fieldType: "phonenumber" },
  { value: "number", label: "Number", type: "number", fieldType: "number" },
  { value: "date", label: "Day", type: "date", fieldType: "date" },
  { value: "datetime", label: "Date and time", type: "datetime", fieldType: "date" },
  { value: "bool", label: "Yes or no", type: "bool", fieldType: "booleancheckbox" },
  { value: "select", label: "One of several", type: "enumeration", fieldType: "select" },
  { value: "checkbox", label: "Several of several", type: "enumeration", fieldType: "checkbox" },
] as const;

/** The two options that a yes-or-no property has. */
export const yesAndNo = [
  { label: "Yes", value: "true", displayOrder: 0, hidden: false },
  { label: "No", value: "false", displayOrder: 1, hidden: false },
];
