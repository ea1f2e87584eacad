/** How the groups of the built-in properties are called. */
export const propertyGroupLabels: Readonly<Record<string, string>> = {
  call: "Call information",
  companyinformation: "Company information",
  contactinformation: "Contact information",
  dealinformation: "Deal information",
  email: "Email information",
  meeting: "Meeting information",
  note: "Note information",
  task: "Task information",
  ticketinformation: "Ticket information",
};
