import type { Random } from "./random.ts";

/** What a note can be about: each call fills in its own. */
export type Subject = { readonly contact: string; readonly company: string; readonly city: string };

const products = [
  "the starter plan",
  "the team plan",
  "the annual contract",
  "the analytics add-on",
  "the phone bundle",
];
const competitors = ["their present supplier", "an in-house tool", "a spreadsheet", "two other offers"];
const people = ["the head of purchasing", "their IT lead", "the managing director", "finance", "the works council"];
const days = ["Monday", "Tuesday morning", "Wednesday", "Thursday after ten", "Friday before noon", "the 15th"];
const seats = ["12 seats", "25 seats", "40 seats", "around 80 users", "three offices", "one pilot team"];
const amounts = ["4,800", "7,500", "12,000", "18,400", "26,000", "55,000"];

const openings = [
  "Spoke with {contact} about {product}.",
  "{contact} had read the offer and had questions about {product}.",
  "Good talk with {contact}; {company} is comparing us with {competitor}.",
  "Reached {contact} between two meetings, so we kept it short.",
  "{contact} called back about the quote of {amount}.",
  "Walked {contact} through the last invoice.",
  "Follow-up with {contact} after the demo in {city}.",
  "Introduced myself to {contact}, who took over from a colleague at {company}.",
];
const middles = [
  "They need it for {seats} and want to start next quarter.",
  "Budget is about {amount}, but {person} has to agree.",
  "The main worry is the migration from {competitor}.",
  "Support has been quick so far; the reports are what they miss.",
  "They asked for a reference customer near {city}.",
  "Security questionnaire is still open with {person}.",
  "Two invoices came late, which they were not happy about.",
  "They would sign for two years if we keep this year's price.",
  "They use the mobile app more than we thought, mostly on the road.",
  "Procurement is frozen until the new budget is through.",
  "They want single sign-on and a data processing agreement.",
  "Usage went up since the second team in {city} joined.",
];
const endings = [
  "Call again on {day}.",
  "Send the offer for {seats} by {day}.",
  "Demo for {person} on {day}.",
  "I will send the security papers and call on {day}.",
  "No next step for now; check in next quarter.",
  "They will talk to {person} and come back to us.",
  "Contract goes out today.",
  "Ask support to look at the open ticket before {day}.",
];
const voicemails = [
  "Left a voicemail about {product}.",
  "Voicemail: asked {contact} to call back by {day}.",
  "Left a message with my number, second try this week.",
];
const unreached = [
  "No answer, try again on {day}.",
  "Reception says {contact} is travelling until {day}.",
  "Rang out. Sent an e-mail instead.",
  "{contact} no longer works at {company}; ask for {person}.",
];

/** Notes of a talk: two to eight sentences, mostly few, in paragraphs as an editor leaves them. */
export function talkNotes(random: Random, subject: Subject): string {
  const count = Math.min(6, Math.floor(random.logNormal(1.6, 0.6)));
  const sentences = [random.pick(openings)];
  for (let index = 0; index < count; index += 1) sentences.push(random.pick(middles));
  sentences.push(random.pick(endings));
  const cut = random.chance(0.4) ? 1 : sentences.length;
  const paragraphs = [sentences.slice(0, cut), sentences.slice(cut)].filter((part) => part.length > 0);
  return paragraphs.map((part) => `<p>${fill(random, part.join(" "), subject)}</p>`).join("");
}

export function voicemailNotes(random: Random, subject: Subject): string {
  return fill(random, random.pick(voicemails), subject);
}

export function unreachedNotes(random: Random, subject: Subject): string {
  return fill(random, random.pick(unreached), subject);
}

function fill(random: Random, text: string, { contact, company, city }: Subject): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    switch (slot) {
      case "contact":
        return contact;
      case "company":
        return company;
      case "city":
        return city;
      case "product":
        return random.pick(products);
      case "competitor":
        return random.pick(competitors);
      case "person":
        return random.pick(people);
      case "day":
        return random.pick(days);
      case "seats":
        return random.pick(seats);
      default:
        return random.pick(amounts);
    }
  });
}
