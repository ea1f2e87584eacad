import { createOwner } from "../domain/accounts/owners.ts";
import { loadPortal } from "../domain/accounts/portal-cache.ts";
import type { AssociationInput } from "../domain/associations/links.ts";
import { archiveBatch } from "../domain/batch/archive-batch.ts";
import type { Context, WriteContext } from "../domain/context.ts";
import { updateObject } from "../domain/objects/update.ts";
import { createProperties } from "../domain/properties/change-definitions.ts";
import { refuse } from "../model/errors.ts";
import type { ObjectType } from "../model/object-type.ts";
import type { Portal } from "../model/portal.ts";
import { type CallOptions, makeCalls, type SeedCall } from "./calls.ts";
import { customCallProperties } from "./custom-properties.ts";
import { makeCustomers } from "./customers.ts";
import { personName } from "./names.ts";
import { createRandom, type Random } from "./random.ts";
import { makeTeam, type Team, teamNames, teamSize } from "./team.ts";
import { startOfYear } from "./working-year.ts";
import { type Dated, writeRecords } from "./write-records.ts";

export type SeedOptions = Omit<CallOptions, "timeZone"> & { readonly contacts: number };

/** Where a data set goes. */
export type SeedPlace = Pick<Context, "database" | "ids" | "searches"> & { readonly portalId: number };

export type SeedProgress = { readonly what: "companies" | "contacts" | "deals" | "calls"; done: number; total: number };

/** How many records of each kind a data set has. */
export type SeedCounts = Readonly<Record<SeedProgress["what"] | "owners", number>>;

type Types = Readonly<Record<SeedProgress["what"], ObjectType>>;

const associationTypes = {
  contactToPrimaryCompany: 1,
  dealToContact: 3,
  dealToPrimaryCompany: 5,
  callToContact: 194,
  callToCompany: 182,
  callToDeal: 206,
} as const;

const changedShare = 0.01;
const archivedShare = 0.004;
/** What is put into the bin must not be due to be purged at the next start. */
const binDays = 60;
const day = 86_400_000;

/**
 * Fills a portal with a sales team's year: owners, companies, contacts, deals and calls, through the same functions
 * that requests go through. The same seed and options give the same data, but for the ids.
 * @throws Refusal 409 where the portal has this seed's data already
 */
export async function seedPortal(
  place: SeedPlace,
  options: SeedOptions,
  report: (progress: SeedProgress) => void = () => {},
): Promise<SeedCounts> {
  const started = startOfYear(options.until);
  const random = createRandom(options.seed, "team");
  const ownerIds = await addOwners(place, options, random, started);
  const portal = await getPortal(place);
  const ctx: Context = {
    ...place,
    db: place.database,
    portal,
    actor: {
      portalId: portal.portalId,
      appId: seedAppId,
      userId: firstUserOf(portal),
      scopes: new Set(),
      rateLimit: "off",
      ratePolicy: undefined,
    },
    now: () => started,
    report: (error) => {
      throw error;
    },
  };
  await createProperties(ctx, typeOf(portal, "calls"), customCallProperties);
  return writeYear({ ...ctx, portal: await getPortal(place) }, options, makeTeam(random, ownerIds), report);
}

/** The app that `hs_object_source_id` names. */
const seedAppId = 1;

async function writeYear(
  ctx: Context,
  options: SeedOptions,
  team: Team,
  report: (progress: SeedProgress) => void,
): Promise<SeedCounts> {
  const { portal } = ctx;
  const types: Types = {
    companies: typeOf(portal, "companies"),
    contacts: typeOf(portal, "contacts"),
    deals: typeOf(portal, "deals"),
    calls: typeOf(portal, "calls"),
  };
  const customers = makeCustomers(options.seed, options.contacts, options.until, team.pickOwner);
  const write = async (
    what: SeedProgress["what"],
    total: number,
    records: Iterable<Dated>,
    afterwards?: (ctx: WriteContext, ids: readonly number[]) => Promise<void>,
  ): Promise<number[]> => {
    const all: number[] = [];
    for await (const ids of writeRecords(ctx, types[what], records, afterwards)) {
      for (const id of ids) all.push(id);
      report({ what, done: all.length, total });
    }
    return all;
  };
  const { companies, contacts, deals } = customers;
  const companyIds = await write("companies", companies.length, companies.map(dated(() => [])));
  const contactIds = await write(
    "contacts",
    contacts.length,
    contacts.map(dated(({ company }) => [to(companyIds[company], associationTypes.contactToPrimaryCompany)])),
  );
  const dealIds = await write(
    "deals",
    deals.length,
    deals.map(
      dated(({ contact }) => [
        to(contactIds[contact], associationTypes.dealToContact),
        to(companyIds[contacts[contact]?.company ?? 0], associationTypes.dealToPrimaryCompany),
      ]),
    ),
  );
  const linksOf = ({ contact, company, deal }: SeedCall) => [
    to(contactIds[contact], associationTypes.callToContact),
    to(companyIds[company], associationTypes.callToCompany),
    ...(deal === undefined ? [] : [to(dealIds[deal], associationTypes.callToDeal)]),
  ];
  const calls = makeCalls({ ...options, timeZone: portal.timeZone }, team, customers);
  const later = changeSome(types.calls, createRandom(options.seed, "changes"), options.until);
  await write("calls", options.calls, mapped(calls, dated(linksOf)), later);
  return {
    owners: team.size,
    companies: companies.length,
    contacts: contacts.length,
    deals: deals.length,
    calls: options.calls,
  };
}

/** What happens to calls after they were logged: a few are corrected, fewer are thrown away. */
function changeSome(objectType: ObjectType, random: Random, until: number) {
  return async (ctx: WriteContext, ids: readonly number[]): Promise<void> => {
    const fate = ids.map((id) => ({ id: String(id), at: random.next() }));
    for (const { id } of fate.filter(({ at }) => at < changedShare)) {
      const properties = { hs_call_body: "<p>Corrected: the notes were for another call.</p>", seed_line: "line-1" };
      await updateObject(ctx, objectType, { reference: id, idProperty: undefined, properties });
    }
    if (ctx.now() < until - binDays * day) return;
    const gone = fate.filter(({ at }) => at > 1 - archivedShare).map(({ id }) => id);
    for (let start = 0; start < gone.length; start += 100) {
      await archiveBatch(ctx, objectType, gone.slice(start, start + 100));
    }
  };
}

function dated<T extends { readonly createdAt: number; readonly values: Readonly<Record<string, string>> }>(
  linksOf: (record: T) => AssociationInput[],
): (record: T) => Dated {
  return (record) => ({
    createdAt: record.createdAt,
    input: { properties: record.values, associations: linksOf(record) },
  });
}

function* mapped<T, R>(list: Iterable<T>, map: (item: T) => R): Generator<R> {
  for (const item of list) yield map(item);
}

function to(id: number | undefined, associationTypeId: number): AssociationInput {
  return { to: { id: id as number }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId }] };
}

/**
 * Adds the people of the team.
 * @throws Refusal 409 where they are there already
 */
async function addOwners(
  place: SeedPlace,
  { seed, calls }: SeedOptions,
  random: Random,
  now: number,
): Promise<string[]> {
  const people = Array.from({ length: teamSize(calls) }, (_, index) => {
    const name = personName(random);
    const email = `${name.firstName}.${name.lastName}.${seed}-${index + 1}@team.example`.toLowerCase();
    return { ...name, email, team: random.pick(teamNames) };
  });
  const there = new Set([...(await getPortal(place)).owners.values()].map(({ email }) => email));
  const { database, portalId } = place;
  return database.transaction(async (tx) => {
    if (people.some(({ email }) => there.has(email))) {
      throw refuse.alreadyExists(`Portal ${portalId} has the data of seed ${seed} already: choose another seed`);
    }
    const ids: string[] = [];
    for (const person of people) ids.push((await createOwner(tx, portalId, person, now)).id);
    return ids;
  });
}

async function getPortal({ database, portalId }: SeedPlace): Promise<Portal> {
  const portal = await loadPortal({ database, strictByDefault: false }, portalId);
  if (!portal) throw refuse.thingNotFound("Portal", String(portalId));
  return portal;
}

/** Who is said to have written the records: the portal's first owner. */
function firstUserOf(portal: Portal): number {
  return [...portal.owners.values()][0]?.userId ?? 0;
}

function typeOf(portal: Portal, name: SeedProgress["what"]): ObjectType {
  return portal.objectTypes.find(name) as ObjectType;
}
