import { randomBytes } from "node:crypto";
import { limits } from "../../model/limits.ts";
import type { Actor } from "../../model/portal.ts";
import { refuseSession } from "../../model/session-errors.ts";
import type { AppSessionRow } from "../../storage/app-session-rows.ts";
import {
  type AppSessionKey,
  deleteAppSession,
  deleteExpiredAppSessions,
  findAppSession,
  insertAppSession,
} from "../../storage/app-sessions.ts";
import type { Transaction } from "../../storage/database.ts";
import type { Services } from "./services.ts";
import { hashToken, type TokenCache } from "./tokens.ts";

/** A browser that is signed in to the web app. */
export type AppSession = {
  readonly actor: Actor;
  /** The hash of the token in whose name it acts. */
  readonly tokenHash: string;
  /** What requests that change something must repeat, so that no other site can make them. */
  readonly csrfToken: string;
  readonly expiresAt: number;
};

/** A session as the browser gets it; the database knows the hash of its secret only. */
export type OpenedSession = AppSession & { readonly secret: string };

/** Opens, finds and ends sessions; what another process ends is noticed within a second. */
export type Sessions = {
  /** @throws Refusal 401 for a token that is not known */
  open(token: string): Promise<OpenedSession>;
  /** Opens a session by a one-time link; undefined where it was used, has expired or is none. */
  redeem(code: string): Promise<OpenedSession | undefined>;
  find(secret: string): Promise<AppSession | undefined>;
  end(secret: string): Promise<void>;
};

type Entry = { readonly row: AppSessionRow; readonly csrfToken: string; readonly until: number };

const trustedMilliseconds = 1_000;
const sessionsKept = 10_000;

/** @param tokens decides for whom a session acts, each time anew */
export function createSessions(services: Services, tokens: TokenCache): Sessions {
  const { database, now } = services;
  const entries = new Map<string, Entry>();
  let timesEnded = 0;

  async function load(secret: string): Promise<Entry | undefined> {
    const known = entries.get(secret);
    if (known && performance.now() < known.until) return known;
    const endedBefore = timesEnded;
    const key = keyOf("session", secret);
    const row = key && (await findAppSession(database, key));
    if (!row) {
      entries.delete(secret);
      return undefined;
    }
    const csrfToken = csrfTokenOf(secret);
    const entry = { row, csrfToken, until: performance.now() + trustedMilliseconds };
    if (entries.size >= sessionsKept) entries.clear();
    // One that this process has just ended must stay so.
    if (endedBefore === timesEnded) entries.set(secret, entry);
    return entry;
  }

  async function openFor(tokenHash: string): Promise<OpenedSession | undefined> {
    const actor = await tokens.findHashed(tokenHash);
    if (!actor) return undefined;
    const expiresAt = now() + limits.sessionMilliseconds;
    const secret = await database.transaction((tx) =>
      insert(tx, "session", actor.portalId, tokenHash, now(), expiresAt),
    );
    return { actor, tokenHash, secret, csrfToken: csrfTokenOf(secret), expiresAt };
  }

  return {
    async open(token) {
      const session = await openFor(hashToken(token));
      if (!session) throw refuseSession.unknownToken();
      return session;
    },
    async redeem(code) {
      const key = keyOf("link", code);
      const row = key && (await database.transaction((tx) => deleteAppSession(tx, key)));
      return row && row.expires_at > now() ? openFor(row.token_hash) : undefined;
    },
    async find(secret) {
      const entry = await load(secret);
      if (!entry || entry.row.expires_at <= now()) return undefined;
      const actor = await tokens.findHashed(entry.row.token_hash);
      if (!actor) return undefined;
      const { row, csrfToken } = entry;
      return { actor: { ...actor, bySession: true }, tokenHash: row.token_hash, csrfToken, expiresAt: row.expires_at };
    },
    async end(secret) {
      const key = keyOf("session", secret);
      if (key) await database.transaction((tx) => deleteAppSession(tx, key));
      entries.delete(secret);
      timesEnded += 1;
    },
  };
}

/** Makes a link's code that signs in once, in the name of a token of the portal. */
export function createSignInCode(tx: Transaction, portalId: number, token: string, now: number): Promise<string> {
  return insert(tx, "link", portalId, hashToken(token), now, now + limits.signInLinkMilliseconds);
}

async function insert(
  tx: Transaction,
  kind: AppSessionRow["kind"],
  portalId: number,
  tokenHash: string,
  now: number,
  expiresAt: number,
): Promise<string> {
  // The portal stands in front, so that a lookup by hash is one within a portal.
  const secret = `${portalId}-${randomBytes(32).toString("base64url")}`;
  await deleteExpiredAppSessions(tx, portalId, now);
  await insertAppSession(tx, {
    portal_id: portalId,
    kind,
    secret_hash: hashToken(secret),
    token_hash: tokenHash,
    created_at: now,
    expires_at: expiresAt,
  });
  return secret;
}

function keyOf(kind: AppSessionRow["kind"], secret: string): AppSessionKey | undefined {
  const portalId = Number(/^(\d{1,10})-[\w-]{43}$/.exec(secret)?.[1] ?? Number.NaN);
  return portalId < limits.smallIdCeiling ? { kind, portalId, secretHash: hashToken(secret) } : undefined;
}

/** Follows from the secret, which no script and no other site can read, and leads back to nothing. */
function csrfTokenOf(secret: string): string {
  return hashToken(`csrf ${secret}`);
}
