import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { type Config, filesFolder, isUsableToken, linkSecretFile, softwareVersion, tokenFile } from "./config.ts";
import { databaseLocation, openConfiguredDatabase } from "./configured-database.ts";
import { type DefaultAccount, ensureDefaultAccount } from "./domain/accounts/default-account.ts";
import { watchOnlyPortal } from "./domain/accounts/only-portal.ts";
import { createPortalCache } from "./domain/accounts/portal-cache.ts";
import type { Services } from "./domain/accounts/services.ts";
import { createSessions, createSignInCode } from "./domain/accounts/sessions.ts";
import { createTokenCache, isRevokedToken, newToken } from "./domain/accounts/tokens.ts";
import type { Clock } from "./domain/context.ts";
import { startRecordIds } from "./domain/ids/record-ids.ts";
import { createRateLimiter } from "./domain/rate-limits/rate-limiter.ts";
import { createSharedRateLimiter } from "./domain/rate-limits/shared-rate-limiter.ts";
import { createSearches } from "./domain/search/search-threads.ts";
import { startSegmentKeeper } from "./domain/search/segment-keeper.ts";
import { createRateGuard } from "./http/rate-limit.ts";
import { createRequestLog, type RequestLog } from "./http/request-log/request-log.ts";
import { createLogHub, joinLog, type LogKeeper } from "./http/request-log/shared-log.ts";
import { createServer } from "./http/server.ts";
import { startPurgeSchedule } from "./jobs/purge-schedule.ts";
import { limits } from "./model/limits.ts";
import { makeDataFolder, unusable } from "./storage/data-folder.ts";
import type { Database } from "./storage/database.ts";
import { createFileStore, readOrMakeSecret } from "./storage/file-store.ts";
import { openReplica, type Replica } from "./storage/replica.ts";

export type App = {
  /** Where the server answers: `http://127.0.0.1:4747`. */
  readonly address: string;
  readonly account: DefaultAccount;
  /** The default token, for the operator's eyes. */
  readonly token: string;
  /** Signs a browser in to the web app, once. */
  readonly signInLink: string;
  readonly services: Services;
  /**
   * Lets requests under way finish, then closes everything that was started, in the reverse order.
   * @returns what could not be stopped properly
   */
  stop(): Promise<unknown[]>;
};

/** What a database has been made ready with; the processes of one server share it. */
export type Prepared = {
  readonly account: DefaultAccount;
  readonly token: string;
  /** Signs a browser in to the web app, once. */
  readonly signInCode: string;
};

/** What a process is given that serves beside others. */
export type Joined = {
  readonly prepared: Prepared;
  /** Where its log of requests becomes one with theirs. */
  readonly logHub: LogKeeper;
};

const requestsKept = 1_000;
const stopMilliseconds = 8_000;

/**
 * Linux spreads connections over all processes that listen on a port. Elsewhere Node's cluster gives its workers one
 * listener; not so here, because a connection that is on its way to a worker that dies would never be answered.
 */
const sharedPort = process.platform === "linux" ? { reusePort: true } : {};

/**
 * Makes the database ready for processes that serve it: its schema, the default account and token.
 * @throws Error where it is the embedded one, which one process alone may serve
 */
export async function prepareApp(config: Config): Promise<Prepared> {
  if (config.databaseUrl === undefined) {
    throw new Error(
      `--workers ${config.workers} needs a PostgreSQL (--database-url): the embedded database is served by one process`,
    );
  }
  const database = await openConfiguredDatabase(config);
  try {
    return await prepareDatabase(config, database, Date.now());
  } finally {
    await database.close();
  }
}

/** What the process that starts others does, so that each of them shows the requests of all. */
export function startLogHub(): ReturnType<typeof createLogHub> {
  return createLogHub(createRequestLog(requestsKept, limits.loggedBytes, Date.now()));
}

/**
 * Builds the server from its settings and starts it.
 * @param now is the clock of everything that is stored; tests move it
 * @param joined is given where another process has made the database ready already
 */
export async function startApp(config: Config, now: Clock = Date.now, joined?: Joined): Promise<App> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    // Whatever fails (a database that is away, a full disk), the rest is stopped as well.
    const failures: unknown[] = [];
    for (const each of stops.splice(0).reverse()) await each().catch((error: unknown) => failures.push(error));
    return failures;
  };
  try {
    return { ...(await start(config, now, joined, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts one thing after the other; each leaves behind how it is stopped. */
async function start(
  config: Config,
  now: Clock,
  joined: Joined | undefined,
  stops: (() => Promise<void>)[],
): Promise<Omit<App, "stop">> {
  const database = await openConfiguredDatabase(config, true);
  stops.push(() => database.close());
  const ready = joined?.prepared ?? (await prepareDatabase(config, database, now()));
  const ids = await startRecordIds(database, now);
  stops.push(() => ids.stop());
  // The log comes with the server, which comes last.
  let warn = (message: string): unknown => process.stderr.write(`trunkline: ${message}\n`);
  const replica = await openConfiguredReplica(config, database, (message) => warn(message));
  if (replica) stops.push(() => replica.close());
  makeDataFolder(filesFolder(config));
  const files = {
    store: createFileStore(filesFolder(config)),
    secret: orUnusable(linkSecretFile(config), () => readOrMakeSecret(linkSecretFile(config))),
    largestBytes: config.maxFileBytes,
  };
  const searches = createSearches(databaseLocation(config));
  stops.push(() => searches.close());
  const replicaSearches = replica && createSearches({ kind: "postgres", url: replica.url });
  if (replicaSearches) stops.push(() => replicaSearches.close());
  const services: Services = {
    database,
    replica,
    replicaSearches,
    now,
    ids,
    searches,
    files,
    strictByDefault: config.strict,
    ratePolicy: config.ratePolicy,
    recycleBinDays: config.recycleBinDays,
    report: (error, message) => server.log.error({ err: error }, message),
  };
  const portals = createPortalCache(services);
  const tokenCache = createTokenCache(services);
  const onlyPortal = await watchOnlyPortal(database);
  stops.push(() => onlyPortal.stop());
  // A PostgreSQL may have other servers; the embedded database has this one alone.
  const rateLimiter = database.engine === "postgres" ? createSharedRateLimiter(database) : createRateLimiter();
  const http = {
    services,
    portals,
    tokens: tokenCache,
    sessions: createSessions(services, tokenCache),
    guardRate: createRateGuard(rateLimiter),
    rateLimiter,
    requestLog: createLog(joined),
    onlyPortal,
    version: softwareVersion,
  };
  const server = createServer(http, {
    logLevel: config.logLevel,
    publicUrl: config.publicUrl,
    appFolder: config.appFolder,
  });
  warn = (message) => server.log.warn(message);
  stops.push(async () => {
    const impatience = setTimeout(() => server.server.closeAllConnections(), stopMilliseconds);
    await server.close();
    clearTimeout(impatience);
  });
  await warnOfLostWrites(database, (message) => server.log.warn(message));
  await server.listen({ host: config.host, port: config.port, ...(joined ? sharedPort : {}) });
  stops.push(
    startPurgeSchedule(services, config.recycleBinDays, (error) =>
      services.report(error, "The recycling bin could not be purged"),
    ),
  );
  const keeper = startSegmentKeeper(services, (error) =>
    services.report(error, "What searches look at could not be brought up to date"),
  );
  stops.push(() => keeper.stop());
  const address = addressOf(config, server.server.address() as AddressInfo);
  const { account, token } = ready;
  return { address, account, token, signInLink: signInLinkOf(config, address, ready), services };
}

/** Where there is a hub, it gives the numbers. */
function createLog(joined: Joined | undefined): RequestLog {
  const ring = createRequestLog(requestsKept, limits.loggedBytes, joined ? 0 : Date.now());
  return joined ? joinLog(ring, joined.logHub) : ring;
}

/** A link that signs a browser in to the web app of the server at this address. */
export function signInLinkOf(config: Config, address: string, { signInCode }: Prepared): string {
  return `${config.publicUrl ?? address}/app/sign-in?code=${signInCode}`;
}

async function openConfiguredReplica(
  config: Config,
  database: Database,
  say: (message: string) => void,
): Promise<Replica | undefined> {
  const { databaseReplicaUrl: url, replicaLagMilliseconds: lagMilliseconds } = config;
  if (url === undefined) return undefined;
  if (database.engine === "sqlite") throw new Error("--database-replica-url goes with --database-url: SQLite has none");
  return openReplica(url, database, { lagMilliseconds, say });
}

async function prepareDatabase(config: Config, database: Database, now: number): Promise<Prepared> {
  const kept = readDefaultToken(config);
  // One that was revoked or rotated stays refused; the operator gets another.
  const token = kept === undefined || (await isRevokedToken(database, kept)) ? newToken() : kept;
  const tokens = [{ token, name: "default" }];
  if (config.token !== undefined) tokens.push({ token: config.token, name: "from settings" });
  const account = await database.transaction((tx) => ensureDefaultAccount(tx, tokens, now));
  writeDefaultToken(config, token);
  const signInCode = await database.transaction((tx) => createSignInCode(tx, account.portalId, token, now));
  return { account, token, signInCode };
}

function readDefaultToken(config: Config): string | undefined {
  const file = tokenFile(config);
  if (!existsSync(file)) return undefined;
  const token = orUnusable(file, () => readFileSync(file, "utf8").trim());
  if (token === "") return undefined;
  if (!isUsableToken(token)) {
    throw new Error(`the file ${file} does not hold a token: mend it, or remove it and a new token is made`);
  }
  return token;
}

function writeDefaultToken(config: Config, token: string): void {
  const file = tokenFile(config);
  if (readDefaultToken(config) !== token) {
    orUnusable(file, () => {
      // Whole or not at all, and never readable by others, not even for a moment.
      writeFileSync(`${file}.new`, `${token}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    });
  }
  orUnusable(file, () => chmodSync(file, 0o600));
}

function orUnusable<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unusable(`the file ${file}`, error);
  }
}

/** An answered write must survive; a PostgreSQL that was told otherwise deserves a word. */
async function warnOfLostWrites(database: Database, warn: (message: string) => void): Promise<void> {
  for (const [name, value] of Object.entries(await database.durability())) {
    if (value === "off")
      warn(`PostgreSQL runs with ${name}=off: answered writes can be lost when it or its machine fails`);
  }
}

function addressOf(config: Config, address: AddressInfo): string {
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}
