import { call } from "../../api/client.ts";
import type { AppObjectType } from "../../data/object-types.ts";
import type { CrmRecord } from "../../data/records.ts";

/** A record that the call is to be associated with. */
export type Companion = { readonly type: AppObjectType; readonly record: CrmRecord };

/** The form as it stands; all values are as the API has them. */
export type CallDraft = {
  readonly companion: Companion | undefined;
  readonly deals: readonly CrmRecord[];
  readonly outcome: string;
  readonly direction: string;
  readonly duration: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly title: string;
  readonly notes: string;
  readonly ownerId: string;
};

/**
 * Logs the call with all its associations, in one request.
 * @throws ApiError when a value or a record is refused
 */
export async function logCall(draft: CallDraft): Promise<CrmRecord> {
  const { companion, deals } = draft;
  const targets = [
    ...(companion === undefined ? [] : [{ objectType: companion.type.name, id: companion.record.id }]),
    ...deals.map(({ id }) => ({ objectType: "deals", id })),
  ];
  const associations = await Promise.all(
    targets.map(async ({ objectType, id }) => ({ to: { id }, types: [await plainType(objectType)] })),
  );
  const properties = Object.fromEntries(Object.entries(propertiesOf(draft)).filter(([, value]) => value !== ""));
  return call("POST /crm/v3/objects/{objectType}", {
    path: { objectType: "calls" },
    body: { properties, associations },
  });
}

function propertiesOf({ at, title, notes, outcome, direction, duration, ownerId, companion }: CallDraft) {
  const number = companion?.record.properties.phone ?? companion?.record.properties.mobilephone ?? "";
  return {
    hs_timestamp: String(at),
    hs_call_title: title,
    hs_call_body: notes,
    hs_call_disposition: outcome,
    hs_call_direction: direction,
    hs_call_duration: duration,
    hs_call_status: "COMPLETED",
    hubspot_owner_id: ownerId,
    [direction === "INBOUND" ? "hs_call_from_number" : "hs_call_to_number"]: number,
  };
}

/** The association without a label between calls and a type. */
async function plainType(toObjectType: string) {
  const { results } = await call("GET /crm/v4/associations/{fromObjectType}/{toObjectType}/labels", {
    path: { fromObjectType: "calls", toObjectType },
  });
  const plain = results.find(({ label }) => label === null) ?? results[0];
  if (plain === undefined) throw new Error(`Calls cannot be associated with ${toObjectType}`);
  return { associationCategory: plain.category, associationTypeId: plain.typeId };
}
