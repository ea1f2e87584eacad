/** The properties that reads and lists ask for. */
export const shownProperties = [
  "hs_timestamp",
  "hs_call_title",
  "hs_call_body",
  "hs_call_duration",
  "hs_call_direction",
  "hs_call_status",
  "hs_call_disposition",
  "hs_call_from_number",
  "hs_call_to_number",
  "hubspot_owner_id",
] as const;

const firstCallAt = Date.UTC(2026, 0, 5, 9);
const notes =
  "Asked about the renewal in March and wants the offer by e-mail. Happy with the support so far, less so with the " +
  "invoices: two of them came late. Call back on Thursday after ten, and bring the numbers for the second office.";
// Connected, left voicemail, no answer: ids that every portal has from the start.
const outcomes = [
  "f240bbac-87c9-4f6e-bf70-924b57d47db7",
  "b2cf5968-551e-4856-9783-52b3da59a7d0",
  "73a0d17f-1163-4015-bdd5-ec830791da20",
];

/** A call as a telephone system logs it, with its contact, as the text of a request. */
export function callBody(index: number, ownerId: string, contactId: string): string {
  const inbound = index % 3 === 0;
  return JSON.stringify({
    properties: {
      hs_timestamp: firstCallAt + index * 61_000,
      hs_call_title: `Call ${index} about the renewal`,
      hs_call_body: `${notes} (${index})`,
      hs_call_duration: String(15_000 + (index % 900) * 1_000),
      hs_call_direction: inbound ? "INBOUND" : "OUTBOUND",
      hs_call_status: "COMPLETED",
      hs_call_disposition: outcomes[index % outcomes.length],
      hs_call_from_number: `+1555${String(1_000_000 + (index % 8_999_999))}`,
      hs_call_to_number: `+1556${String(9_999_999 - (index % 8_999_999))}`,
      hubspot_owner_id: ownerId,
    },
    associations: [
      { to: { id: contactId }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }] },
    ],
  });
}

export function contactBody(index: number): string {
  return JSON.stringify({
    properties: { email: `person-${index}@example.com`, firstname: `Person ${index}`, lastname: "Example" },
  });
}
