import { connectedOutcomeId, defaultCallTypes } from "../model/catalog/outcomes.ts";
import { customValuesOf } from "./custom-properties.ts";
import type { Company, Contact, Customers } from "./customers.ts";
import { type Subject, talkNotes, unreachedNotes, voicemailNotes } from "./notes.ts";
import { createRandom, type Random } from "./random.ts";
import type { Team } from "./team.ts";
import { workingTimes } from "./working-year.ts";

/** A call before it is written: what it is about stands for its associations. */
export type SeedCall = {
  readonly createdAt: number;
  readonly values: Readonly<Record<string, string>>;
  /** Positions in the customers' lists. */
  readonly contact: number;
  readonly company: number;
  readonly deal: number | undefined;
};

export type CallOptions = {
  readonly seed: number;
  readonly calls: number;
  /** How many of the calls are with the one contact that has the most; 0 leaves it to chance. */
  readonly busiest: number;
  readonly until: number;
  readonly timeZone: string;
};

const minute = 60_000;
const outboundShare = 0.78;

type Result = {
  readonly status: string;
  readonly outcome: string | undefined;
  /** Of the duration in milliseconds. */
  readonly median: number;
  readonly spread: number;
  readonly kind: "talk" | "voicemail" | "unreached";
};

const outcomes = {
  connected: connectedOutcomeId,
  busy: "9d9162e7-6cf3-4944-bf63-4dff82258764",
  liveMessage: "a4c4c377-d246-4b32-a13b-75a56a4cd0ff",
  voicemail: "b2cf5968-551e-4856-9783-52b3da59a7d0",
  noAnswer: "73a0d17f-1163-4015-bdd5-ec830791da20",
  wrongNumber: "17b47fee-58de-441e-a44c-c6300d46f273",
} as const;

function result(
  kind: Result["kind"],
  status: string,
  outcome: string | undefined,
  median: number,
  spread: number,
): Result {
  return { kind, status, outcome, median, spread };
}

const talk = result("talk", "COMPLETED", outcomes.connected, 3.4 * minute, 0.95);
const outbound: readonly (readonly [Result, number])[] = [
  [talk, 33],
  [result("unreached", "NO_ANSWER", outcomes.noAnswer, 24_000, 0.4), 32],
  [result("voicemail", "COMPLETED", outcomes.voicemail, 34_000, 0.5), 18],
  [result("unreached", "BUSY", outcomes.busy, 6_000, 0.5), 6],
  [result("talk", "COMPLETED", outcomes.liveMessage, 55_000, 0.5), 5],
  [result("unreached", "COMPLETED", outcomes.wrongNumber, 17_000, 0.6), 3],
  [result("unreached", "CANCELED", undefined, 4_000, 0.6), 2],
  [result("unreached", "FAILED", undefined, 1_000, 0.5), 1],
];
const inbound: readonly (readonly [Result, number])[] = [
  [talk, 74],
  [result("unreached", "MISSED", undefined, 22_000, 0.4), 20],
  [result("talk", "COMPLETED", outcomes.wrongNumber, 18_000, 0.6), 2],
  [result("talk", "COMPLETED", undefined, 2.2 * minute, 0.9), 4],
];

/** The calls of a team's year in the order in which they were made. */
export function* makeCalls(options: CallOptions, team: Team, customers: Customers): Generator<SeedCall> {
  const random = createRandom(options.seed, "calls");
  const chooser = chooseContacts(random, options, customers.contacts);
  const deals = dealsByContact(customers);
  const times = workingTimes(createRandom(options.seed, "times"), options.calls, options.until, options.timeZone);
  for (const time of times) {
    const index = chooser.next(time);
    const contact = customers.contacts[index] as Contact;
    const deal = deals.get(index)?.find((one) => one.from <= time && time <= one.to)?.deal;
    const made = describeCall(random, team, contact, customers.companies[contact.company] as Company, time);
    // Not every talk with somebody who has a deal is about it.
    const about = deal !== undefined && random.chance(made.kind === "talk" ? 0.8 : 0.4) ? deal : undefined;
    yield { ...made.call, contact: index, company: contact.company, deal: about };
  }
}

/** Who is called: half of the calls go to what is new, the others to a few who have always had many. */
function chooseContacts(random: Random, { calls, busiest }: CallOptions, contacts: readonly Contact[]) {
  let known = 1;
  let left = calls;
  let leftForBusiest = busiest;
  return {
    next(time: number): number {
      while (known < contacts.length && (contacts[known] as Contact).createdAt <= time) known += 1;
      // So that exactly as many as were asked for come out at the end, spread over the year.
      const isBusiest = random.next() * left < leftForBusiest;
      left -= 1;
      if (isBusiest) {
        leftForBusiest -= 1;
        return 0;
      }
      const share = random.next() ** (random.chance(0.5) ? 3 : 1.5);
      const behind = Math.floor(share * known);
      const chosen = random.chance(0.5) ? known - 1 - behind : behind;
      // Where a number was named for the busiest, it gets no other calls.
      return busiest > 0 && chosen === 0 && known > 1 ? 1 : chosen;
    },
  };
}

function dealsByContact({ deals }: Customers): Map<number, { deal: number; from: number; to: number }[]> {
  const found = new Map<number, { deal: number; from: number; to: number }[]>();
  for (const [deal, { contact, createdAt, closesAt }] of deals.entries()) {
    found.set(contact, [...(found.get(contact) ?? []), { deal, from: createdAt, to: closesAt }]);
  }
  return found;
}

function describeCall(random: Random, team: Team, contact: Contact, company: Company, time: number) {
  const isOutbound = random.chance(outboundShare);
  const { kind, status, outcome, median, spread } = random.weighted(isOutbound ? outbound : inbound);
  const ownerId = random.chance(0.8) ? contact.ownerId : team.pickOwner(random);
  const [own, other] = [team.phoneOf(ownerId), contact.phone];
  const duration = Math.round(random.logNormal(median, spread));
  const fullName = `${contact.name.firstName} ${contact.name.lastName}`;
  const values: Record<string, string> = {
    hs_timestamp: String(time),
    hs_call_title: titleOf(random, fullName, company, isOutbound),
    hs_call_direction: isOutbound ? "OUTBOUND" : "INBOUND",
    hs_call_status: status,
    hs_call_duration: String(duration),
    hs_call_from_number: isOutbound ? own : other,
    hs_call_to_number: isOutbound ? other : own,
    hubspot_owner_id: ownerId,
  };
  if (outcome !== undefined) values.hs_call_disposition = outcome;
  const notes = notesOf(random, kind, { contact: contact.name.firstName, company: company.name, city: company.city });
  if (notes !== undefined) values.hs_call_body = notes;
  if (status === "MISSED" && random.chance(0.45)) values.hs_call_has_voicemail = "true";
  if (kind === "talk" && random.chance(0.7)) values.hs_activity_type = random.pick(defaultCallTypes);
  if (random.chance(0.86)) logByTelephone(random, values, kind, duration);
  Object.assign(values, customValuesOf(random, kind));
  // Logged when the talk is over, or a little later.
  const createdAt = time + duration + random.integer(2_000, 90_000);
  return { kind, call: { createdAt, values } };
}

function titleOf(random: Random, contact: string, company: Company, isOutbound: boolean): string {
  if (!isOutbound) return random.chance(0.5) ? `Inbound call from ${contact}` : `${company.name} called in`;
  const purpose = random.pick(["Call", "Follow-up", "Discovery call", "Renewal", "Check-in", "Demo follow-up"]);
  return `${purpose} with ${contact}`;
}

function notesOf(random: Random, kind: Result["kind"], subject: Subject): string | undefined {
  if (kind === "talk") return random.chance(0.93) ? talkNotes(random, subject) : undefined;
  if (kind === "voicemail") return random.chance(0.6) ? voicemailNotes(random, subject) : undefined;
  return random.chance(0.35) ? unreachedNotes(random, subject) : undefined;
}

/** What a telephone system adds that a person who logs a call by hand does not. */
function logByTelephone(random: Random, values: Record<string, string>, kind: Result["kind"], duration: number): void {
  const id = `${random.integer(10_000_000, 99_999_999)}${random.integer(10_000_000, 99_999_999)}`;
  values.hs_call_source = "INTEGRATIONS_PLATFORM";
  values.hs_call_external_id = id;
  if (kind !== "talk" || !random.chance(0.7)) return;
  values.hs_call_recording_url = `https://recordings.example/${id}.mp3`;
  values.hs_call_recording_duration = String(Math.max(1_000, duration - random.integer(500, 3_000)));
}
