import { existsSync } from "node:fs";
import { openConfiguredDatabase } from "./app.ts";
import { type Config, databaseFile } from "./config.ts";
import { createOwner, type NewOwner } from "./domain/accounts/owners.ts";
import { toOwner } from "./domain/accounts/portal-cache.ts";
import { firstPortalId, getPortalId, setPortalStrict } from "./domain/accounts/portals.ts";
import {
  type CallChoiceKind,
  type CallChoicePlace,
  createCallChoice,
  deleteCallChoice,
  listChoices,
  renameCallChoice,
} from "./domain/calls/call-choices.ts";
import type { CallChoice, Owner } from "./model/portal.ts";
import type { Database } from "./storage/database.ts";
import { listOwners } from "./storage/owners.ts";

/** Adds an owner; a running server notices within a second. */
export function addOwner(config: Config, portalId: number | undefined, input: NewOwner): Promise<Owner> {
  return withDatabase(config, (database) =>
    database.transaction(async (tx) => createOwner(tx, portalId ?? (await firstPortalId(tx)), input, Date.now())),
  );
}

/** Every owner of a portal, archived ones too. */
export function showOwners(config: Config, portalId: number | undefined): Promise<Owner[]> {
  return withDatabase(config, async (database) => {
    const rows = await listOwners(database, portalId ?? (await firstPortalId(database)));
    return rows.map((row) => toOwner(row, []));
  });
}

/** Sets whether a portal refuses updates with unknown or read-only properties; returns the portal's id. */
export function setStrict(config: Config, portalId: number | undefined, strict: boolean | undefined): Promise<number> {
  return withDatabase(config, (database) =>
    database.transaction(async (tx) => {
      const id = portalId ?? (await firstPortalId(tx));
      await setPortalStrict(tx, id, strict);
      return id;
    }),
  );
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
      work({ database, portal: { portalId: await getPortalId(database, portalId) } }),
    );
  return {
    list: () => at((place) => listChoices(place, kind)),
    create: (label) => at((place) => createCallChoice(place, kind, label)),
    rename: (id, label) => at((place) => renameCallChoice(place, kind, id, label)),
    delete: (id) => at((place) => deleteCallChoice(place, kind, id)),
  };
}

async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const file = databaseFile(config);
  // A mistyped folder must not become a new database.
  if (config.databaseUrl === undefined && !existsSync(file)) {
    throw new Error(
      `there is no database ${file}; --data names its folder, and the first start of the server makes it`,
    );
  }
  const database = await openConfiguredDatabase(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
