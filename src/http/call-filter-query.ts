import type { Context } from "../domain/context.ts";
import { readableBy } from "../domain/object-types/readable.ts";
import { getObjectType } from "../domain/object-types/resolve.ts";
import type { ObjectType } from "../model/object-type.ts";
import { list, optionalFlag, optionalInteger, repeated, text } from "./query.ts";

/** The years 0 to 9999, as times of calls. */
const firstTime = Date.parse("0000-01-01T00:00:00Z");
const lastTime = Date.parse("9999-12-31T23:59:59.999Z");
const time = (description: string) => optionalInteger(firstTime, lastTime, `${description}, in epoch milliseconds`);

/** The query parameters that lists, exports and overviews of calls have in common. */
export const callFilterQuery = {
  owner: list("Owners' ids; `none` for calls without one"),
  outcome: list("Ids of outcomes; `none` for calls without one"),
  status: list("Values of `hs_call_status`; `none` for calls without one"),
  direction: list("Values of `hs_call_direction`; `none` for calls without one"),
  type: repeated("Labels of call types, each as a parameter of its own; `none` for calls without one"),
  from: time("The earliest `hs_timestamp`"),
  to: time("Where `hs_timestamp` must lie before"),
  recording: optionalFlag("Whether there is a recording"),
  voicemail: optionalFlag("Whether the call is a voicemail"),
  waiting: optionalFlag("Whether the call is a voicemail that has no outcome yet"),
  q: text("Words that the calls' searchable properties hold"),
};

/** What a token needs to read calls. */
export const callsReadScope = { scopes: ["crm.objects.contacts.read"] };

/** The type of calls as whoever asks may see it. */
export function callsFor(ctx: Context): ObjectType {
  return readableBy(getObjectType(ctx.portal, "calls"), ctx.actor.scopes);
}
