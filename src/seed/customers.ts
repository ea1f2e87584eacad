import { cityAndCountry, companyName, type PersonName, personName, phoneNumber } from "./names.ts";
import { createRandom, type Random } from "./random.ts";
import { startOfYear } from "./working-year.ts";

/** The companies, contacts and deals of a data set; each list is in the order in which they were made. */
export type Customers = {
  readonly companies: readonly Company[];
  readonly contacts: readonly Contact[];
  readonly deals: readonly Deal[];
};

type Values = Readonly<Record<string, string>>;

export type Company = {
  readonly createdAt: number;
  readonly name: string;
  readonly domain: string;
  readonly city: string;
  readonly country: string;
  readonly ownerId: string;
  readonly values: Values;
};

export type Contact = {
  readonly createdAt: number;
  readonly name: PersonName;
  /** Position in `companies`. */
  readonly company: number;
  readonly ownerId: string;
  readonly phone: string;
  readonly values: Values;
};

export type Deal = {
  readonly createdAt: number;
  /** Position in `contacts`. */
  readonly contact: number;
  readonly closesAt: number;
  readonly values: Values;
};

const day = 86_400_000;
/** How far back the customers go whom the team has had when the year begins. */
const daysBefore = 900;
const contactsPerCompany = 4;
const dealsPerContact = 0.25;

const industries = [
  ["COMPUTER_SOFTWARE", 9],
  ["LOGISTICS_AND_SUPPLY_CHAIN", 6],
  ["RETAIL", 6],
  ["CONSTRUCTION", 5],
  ["MACHINERY", 5],
  ["HOSPITAL_HEALTH_CARE", 4],
  ["FINANCIAL_SERVICES", 4],
  ["FOOD_PRODUCTION", 3],
  ["EDUCATION_MANAGEMENT", 2],
  ["HOSPITALITY", 2],
] as const;
const stagesOfContacts = [
  ["lead", 34],
  ["opportunity", 14],
  ["customer", 28],
  ["marketingqualifiedlead", 12],
  ["salesqualifiedlead", 10],
  ["other", 2],
] as const;
const leadStatuses = [
  ["NEW", 18],
  ["OPEN", 12],
  ["IN_PROGRESS", 24],
  ["OPEN_DEAL", 10],
  ["UNQUALIFIED", 8],
  ["ATTEMPTED_TO_CONTACT", 14],
  ["CONNECTED", 12],
  ["BAD_TIMING", 2],
] as const;
const openStages = [
  ["appointmentscheduled", 5],
  ["qualifiedtobuy", 4],
  ["presentationscheduled", 3],
  ["decisionmakerboughtin", 2],
  ["contractsent", 1],
] as const;
const jobTitles = [
  "Head of Sales",
  "Office Manager",
  "IT Manager",
  "Managing Director",
  "Purchasing Manager",
  "Operations Lead",
  "Customer Service Lead",
  "Finance Manager",
  "Founder",
  "Project Manager",
  "Marketing Manager",
] as const;

/** Makes up the customers of a team; the same seed gives the same ones. */
export function makeCustomers(
  seed: number,
  count: number,
  until: number,
  pickOwner: (random: Random) => string,
): Customers {
  const random = createRandom(seed, "customers");
  const companies = timesOfCustomers(random, Math.ceil(count / contactsPerCompany), until).map((createdAt, index) =>
    makeCompany(random, seed, index, createdAt, pickOwner(random)),
  );
  const contacts = timesOfCustomers(random, count, until).map((createdAt, index) =>
    makeContact(random, companies, index, createdAt, pickOwner),
  );
  const deals = contacts.flatMap((contact, index) =>
    random.chance(dealsPerContact) ? [makeDeal(random, companies, contact, index, until)] : [],
  );
  return { companies, contacts, deals: deals.sort((one, other) => one.createdAt - other.createdAt) };
}

/** More than half of the customers are there when the year begins, the others come during it. */
function timesOfCustomers(random: Random, count: number, until: number): number[] {
  const year = until - startOfYear(until);
  const times = Array.from({ length: count }, () =>
    Math.floor(
      random.chance(0.6)
        ? startOfYear(until) - day - random.next() * daysBefore * day
        : startOfYear(until) + random.next() * (year - day),
    ),
  );
  return times.sort((one, other) => one - other);
}

function makeCompany(random: Random, seed: number, index: number, createdAt: number, ownerId: string): Company {
  const { name, slug } = companyName(random);
  const [city, country] = cityAndCountry(random);
  // The reserved top-level domain: nobody is there who could get a mail.
  const domain = `${slug}-${seed}-${index + 1}.example`;
  const employees = Math.max(1, Math.round(random.logNormal(60, 1.4)));
  const values = {
    name,
    domain,
    city,
    country,
    phone: phoneNumber(random),
    industry: random.weighted(industries),
    numberofemployees: String(employees),
    annualrevenue: String(employees * random.integer(40, 260) * 1_000),
    lifecyclestage: random.weighted(stagesOfContacts),
    hubspot_owner_id: ownerId,
  };
  return { createdAt, name, domain, city, country, ownerId, values };
}

function makeContact(
  random: Random,
  companies: readonly Company[],
  index: number,
  createdAt: number,
  pickOwner: (random: Random) => string,
): Contact {
  // A few companies have many contacts, most have one or two.
  const company = Math.floor(companies.length * random.next() ** 2);
  const { name: companyName, domain, city, country, ownerId: companyOwner } = companies[company] as Company;
  const name = personName(random);
  const ownerId = random.chance(0.85) ? companyOwner : pickOwner(random);
  const phone = phoneNumber(random);
  const address = `${name.firstName}.${name.lastName}.${index + 1}@${domain}`.toLowerCase();
  const values = {
    email: address,
    firstname: name.firstName,
    lastname: name.lastName,
    jobtitle: random.pick(jobTitles),
    company: companyName,
    city,
    country,
    phone,
    ...(random.chance(0.35) ? { mobilephone: phoneNumber(random) } : {}),
    lifecyclestage: random.weighted(stagesOfContacts),
    hs_lead_status: random.weighted(leadStatuses),
    hubspot_owner_id: ownerId,
  };
  return { createdAt, name, company, ownerId, phone, values };
}

function makeDeal(random: Random, companies: readonly Company[], contact: Contact, index: number, until: number): Deal {
  const earliest = Math.max(contact.createdAt, startOfYear(until));
  const createdAt = Math.floor(earliest + random.next() * (until - earliest));
  const closesAt = createdAt + Math.floor(random.logNormal(45, 0.7) * day);
  const dealstage = closesAt > until ? random.weighted(openStages) : random.chance(0.38) ? "closedwon" : "closedlost";
  const seats = random.integer(5, 120);
  const values = {
    dealname: `${companies[contact.company]?.name ?? ""}: ${seats} seats`,
    amount: String(seats * random.pick([180, 240, 420, 660])),
    pipeline: "default",
    dealstage,
    closedate: String(closesAt),
    dealtype: random.chance(0.7) ? "newbusiness" : "existingbusiness",
    hubspot_owner_id: contact.ownerId,
  };
  return { createdAt, contact: index, closesAt, values };
}
