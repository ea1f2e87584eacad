import { existsSync } from "node:fs";
import { type Config, databaseFile } from "./config.ts";
import { databaseLocation, openConfiguredDatabase } from "./configured-database.ts";
import { ensureDefaultAccount } from "./domain/accounts/default-account.ts";
import { actingUserId, archiveOwner, createOwner, type NewOwner } from "./domain/accounts/owners.ts";
import { toOwner } from "./domain/accounts/portal-cache.ts";
import { createPortal, type NewPortal, portalIdOf, setPortalStrict } from "./domain/accounts/portals.ts";
import {
  createToken,
  type IssuedToken,
  limitToken,
  listTokens,
  revokeToken,
  rotateToken,
  type TokenWish,
} from "./domain/accounts/private-tokens.ts";
import {
  type CallChoiceKind,
  type CallChoicePlace,
  createCallChoice,
  deleteCallChoice,
  listChoices,
  renameCallChoice,
} from "./domain/calls/call-choices.ts";
import { startRecordIds } from "./domain/ids/record-ids.ts";
import { createApp, deleteApp, type IssuedApp, listApps, type NewApp } from "./domain/oauth/apps.ts";
import { createSearches } from "./domain/search/search-threads.ts";
import { startSegmentKeeper } from "./domain/search/segment-keeper.ts";
import type { OauthApp } from "./model/oauth.ts";
import type { CallChoice, Owner, PrivateToken } from "./model/portal.ts";
import { type SeedCounts, type SeedOptions, type SeedProgress, seedPortal } from "./seed/seed-portal.ts";
import type { Database, Session, Transaction } from "./storage/database.ts";
import { distributeDatabase, openDatabase } from "./storage/open-database.ts";
import { listOwners } from "./storage/owners.ts";
import { listPortals } from "./storage/portals.ts";
import type { PortalRow } from "./storage/schema.ts";

/** Adds an owner; a running server notices within a second. */
export function addOwner(config: Config, portal: number | undefined, input: NewOwner): Promise<Owner> {
  return change(config, portal, (tx, portalId) => createOwner(tx, portalId, input, Date.now()));
}

/** Archives an owner; a running server notices within a second. */
export function removeOwner(config: Config, portal: number | undefined, ownerId: string): Promise<void> {
  return change(config, portal, (tx, portalId) => archiveOwner(tx, portalId, ownerId, Date.now()));
}

/** Every owner of a portal, archived ones too. */
export function showOwners(config: Config, portal: number | undefined): Promise<Owner[]> {
  return look(config, portal, async (session, portalId) =>
    (await listOwners(session, portalId)).map((row) => toOwner(row, [])),
  );
}

/** Adds a portal with its first owner; what it needs next is a token. */
export function addPortal(
  config: Config,
  input: NewPortal,
  owner: NewOwner,
): Promise<{ readonly portalId: number; readonly owner: Owner }> {
  return withDatabase(config, (database) =>
    database.transaction(async (tx) => {
      const portalId = await createPortal(tx, input, Date.now());
      return { portalId, owner: await createOwner(tx, portalId, owner, Date.now()) };
    }),
  );
}

/** Every portal of the database. */
export function showPortals(config: Config): Promise<PortalRow[]> {
  return withDatabase(config, listPortals);
}

/** Sets whether a portal refuses updates with unknown or read-only properties; returns the portal's id. */
export function setStrict(config: Config, portal: number | undefined, strict: boolean | undefined): Promise<number> {
  return change(config, portal, async (tx, portalId) => {
    await setPortalStrict(tx, portalId, strict);
    return portalId;
  });
}

/** Makes a private-app token that acts for the portal's first owner; the running server knows it at once. */
export function addToken(
  config: Config,
  portal: number | undefined,
  wish: Omit<TokenWish, "userId">,
): Promise<IssuedToken> {
  return change(config, portal, async (tx, portalId) =>
    createToken(tx, portalId, { ...wish, userId: await actingUserId(tx, portalId) }, Date.now()),
  );
}

/** Gives a token other limits of rate; a running server holds to them within a second. */
export function setTokenLimit(
  config: Config,
  portal: number | undefined,
  id: string,
  rateLimit: string,
): Promise<PrivateToken> {
  return change(config, portal, (tx, portalId) => limitToken(tx, portalId, id, rateLimit));
}

/** What the command line can do to the call outcomes and call types of a portal; a running server soon notices. */
export type CallChoiceAdministration = {
  list(): Promise<CallChoice[]>;
  create(label: string): Promise<CallChoice>;
  rename(id: string, label: string): Promise<CallChoice>;
  delete(id: string): Promise<void>;
};

export function administerCallChoices(
  config: Config,
  portalId: number | undefined,
  kind: CallChoiceKind,
): CallChoiceAdministration {
  const at = <T>(work: (place: CallChoicePlace) => Promise<T>) =>
    withDatabase(config, async (database) =>
      work({ database, portal: { portalId: await portalIdOf(database, portalId) } }),
    );
  return {
    list: () => at((place) => listChoices(place, kind)),
    create: (label) => at((place) => createCallChoice(place, kind, label)),
    rename: (id, label) => at((place) => renameCallChoice(place, kind, id, label)),
    delete: (id) => at((place) => deleteCallChoice(place, kind, id)),
  };
}

/** The private-app tokens of a portal that are valid. */
export function showTokens(config: Config, portal: number | undefined): Promise<PrivateToken[]> {
  return look(config, portal, listTokens);
}

/** Replaces a token; a running server refuses the former within a second. */
export function replaceToken(config: Config, portal: number | undefined, id: string): Promise<IssuedToken> {
  return change(config, portal, (tx, portalId) => rotateToken(tx, portalId, id, Date.now()));
}

/** Revokes a token; a running server refuses it within a second. */
export function removeToken(config: Config, portal: number | undefined, id: string): Promise<void> {
  return change(config, portal, (tx, portalId) => revokeToken(tx, portalId, id, Date.now()));
}

/** Makes an OAuth app. */
export function addApp(config: Config, portal: number | undefined, input: NewApp): Promise<IssuedApp> {
  return change(config, portal, (tx, portalId) => createApp(tx, portalId, input, Date.now()));
}

/** The OAuth apps of a portal. */
export function showApps(config: Config, portal: number | undefined): Promise<OauthApp[]> {
  return look(config, portal, listApps);
}

/** Removes an OAuth app with every token that it was given. */
export function removeApp(config: Config, portal: number | undefined, clientId: string): Promise<void> {
  return change(config, portal, (tx, portalId) => deleteApp(tx, portalId, clientId));
}

/**
 * Fills a portal with made-up data; a database that is not there yet is made, with its first portal.
 * @throws Refusal 409 where the portal has the data of this seed already
 */
export async function seed(
  config: Config,
  portal: number | undefined,
  options: SeedOptions,
  report: (progress: SeedProgress) => void,
): Promise<{ readonly portalId: number; readonly counts: SeedCounts }> {
  const database = await openConfiguredDatabase(config, true);
  try {
    const first = await database.transaction((tx) => ensureDefaultAccount(tx, [], Date.now()));
    const portalId = portal === undefined ? first.portalId : await portalIdOf(database, portal);
    const ids = await startRecordIds(database, Date.now);
    const searches = createSearches(databaseLocation(config));
    const failures: unknown[] = [];
    const keeper = startSegmentKeeper({ database, ids, searches, now: Date.now }, (error) => failures.push(error));
    try {
      const counts = await seedPortal({ database, ids, searches, portalId }, options, report);
      await keeper.catchUp();
      if (failures.length > 0) throw failures[0];
      return { portalId, counts };
    } finally {
      await keeper.stop();
      await searches.close();
      await ids.stop();
    }
  } finally {
    await database.close();
  }
}

/** Brings the schema up to date; returns the names of the changes. */
export async function migrateSchema(config: Config): Promise<readonly string[]> {
  requireDatabase(config);
  const names: string[] = [];
  await (await openDatabase(databaseLocation(config), false, (missing) => names.push(...missing))).close();
  return names;
}

/** Spreads the portals of a PostgreSQL over the machines of its Citus; returns the names of the tables. */
export function distribute(config: Config, shards: number | undefined, whileServing: boolean): Promise<string[]> {
  return distributeDatabase(databaseLocation(config), { shards }, whileServing);
}

function change<T>(
  config: Config,
  portal: number | undefined,
  work: (tx: Transaction, portalId: number) => Promise<T>,
): Promise<T> {
  return withDatabase(config, (database) => database.transaction(async (tx) => work(tx, await portalIdOf(tx, portal))));
}

function look<T>(
  config: Config,
  portal: number | undefined,
  work: (session: Session, portalId: number) => Promise<T>,
): Promise<T> {
  return withDatabase(config, async (database) => work(database, await portalIdOf(database, portal)));
}

async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  requireDatabase(config);
  const database = await openConfiguredDatabase(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function requireDatabase(config: Config): void {
  const file = databaseFile(config);
  // A mistyped folder must not become a new database.
  if (config.databaseUrl === undefined && !existsSync(file)) {
    throw new Error(
      `there is no database ${file}; --data names its folder, and the first start of the server makes it`,
    );
  }
}
