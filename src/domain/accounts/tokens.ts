import { hash, randomInt, randomUUID } from "node:crypto";
import { policyOf, type RateChoice, type RatePolicy, rateChoiceOf } from "../../model/catalog/rate-policies.ts";
import { impliedScopes } from "../../model/catalog/scopes.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { Actor } from "../../model/portal.ts";
import { refuseToken } from "../../model/token-errors.ts";
import type { Session, Transaction } from "../../storage/database.ts";
import { lockAccounts } from "../../storage/portals.ts";
import type { TokenRow } from "../../storage/schema.ts";
import { findToken, insertToken, updateTokenScopes } from "../../storage/tokens.ts";
import type { Services } from "./services.ts";

/** Finds who a token stands for; what another process revokes is noticed within a second. */
export type TokenCache = {
  /** @throws Refusal 401 for a token that has expired */
  find(token: string): Promise<Actor | undefined>;
  /** The same by the token's hash. */
  findHashed(tokenHash: string): Promise<Actor | undefined>;
  /** Forgets all tokens, because this process has just changed or revoked some. */
  forget(): void;
};

type Entry = { readonly actor: Actor; readonly expiresAt: number | null; readonly until: number };

const trustedMilliseconds = 1_000;
const tokensKept = 10_000;

export function createTokenCache(services: Services): TokenCache {
  const entries = new Map<string, Entry>();
  let timesForgotten = 0;
  const load = async (tokenHash: string): Promise<Entry | undefined> => {
    const known = entries.get(tokenHash);
    if (known && performance.now() < known.until) return known;
    const forgottenBefore = timesForgotten;
    // From when it is asked for, not from the answer: a change is in force everywhere after a second.
    const until = performance.now() + trustedMilliseconds;
    const row = await findToken(services.database, tokenHash);
    if (!row || row.revoked_at !== null) {
      entries.delete(tokenHash);
      return undefined;
    }
    const actor =
      known && known.actor.portalId === row.portal_id
        ? refreshed(known.actor, row, services.ratePolicy)
        : toActor(row, services.ratePolicy);
    const entry = { actor, expiresAt: row.expires_at, until };
    if (entries.size >= tokensKept) entries.clear();
    // A revocation of this process must be in force at once, so that nothing is kept that was read before.
    if (forgottenBefore === timesForgotten) entries.set(tokenHash, entry);
    return entry;
  };
  let lastToken = "";
  let lastHash = "";
  const findHashed = async (tokenHash: string): Promise<Actor | undefined> => {
    const entry = await load(tokenHash);
    const now = services.now();
    if (entry && entry.expiresAt !== null && entry.expiresAt <= now) throw refuseToken.expired(entry.expiresAt, now);
    return entry?.actor;
  };
  return {
    findHashed,
    find(token) {
      // Clients send the same token again and again; hashing it each time would be a noticeable part of a read.
      if (token !== lastToken) {
        lastToken = token;
        lastHash = hashToken(token);
      }
      return findHashed(lastHash);
    },
    forget: () => {
      entries.clear();
      timesForgotten += 1;
    },
  };
}

function refreshed(actor: Actor, row: TokenRow, serverPolicy: RatePolicy | undefined): Actor {
  const isSame = row.scopes === [...actor.scopes].join(" ") && row.rate_limit === actor.rateLimit;
  return isSame ? actor : toActor(row, serverPolicy);
}

/** Who a stored token stands for. */
function toActor(row: TokenRow, serverPolicy: RatePolicy | undefined): Actor {
  const rateLimit = rateChoiceOf(row.rate_limit);
  return {
    portalId: row.portal_id,
    appId: row.app_id,
    userId: row.user_id,
    scopes: heldScopes(row),
    rateLimit,
    ratePolicy: policyOf(rateLimit, serverPolicy, row.client_id !== null),
  };
}

/** What a stored token may do: the scopes that it was granted, and those that they imply. */
export function heldScopes(row: TokenRow): ReadonlySet<string> {
  const granted = splitScopes(row.scopes);
  return new Set(granted.flatMap((scope) => [scope, ...(impliedScopes[scope] ?? [])]));
}

/** The scopes of a stored list. */
export function splitScopes(scopes: string): string[] {
  return scopes.split(" ").filter((scope) => scope !== "");
}

/** Tokens are stored as this only. They are random (or chosen by the operator), so a plain hash is enough. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** A new private-app token in the form that clients know (contract 9.3). */
export function newToken(): string {
  return `pat-na1-${randomUUID()}`;
}

export type NewToken = {
  readonly portalId: number;
  readonly token: string;
  readonly name: string;
  readonly userId: number;
  readonly scopes: readonly string[];
  readonly rateLimit?: RateChoice;
  readonly now: number;
};

/**
 * Adds a token to a portal. One that is known already gets the scopes; one that was revoked stays so.
 * @throws Refusal 409 where it belongs to another portal
 */
export async function addToken(tx: Transaction, input: NewToken): Promise<void> {
  await lockAccounts(tx);
  const tokenHash = hashToken(input.token);
  const scopes = input.scopes.join(" ");
  const known = await findToken(tx, tokenHash);
  if (!known) {
    await insertToken(tx, newTokenRow(input));
  } else if (known.portal_id !== input.portalId) {
    throw refuse.alreadyExists("This token belongs to another portal");
  } else if (known.scopes !== scopes) {
    await updateTokenScopes(tx, input.portalId, tokenHash, scopes);
  }
}

/** The row of a private app's token. */
export function newTokenRow(input: NewToken): TokenRow {
  // Random, so that the id of one portal's app means nothing in another; it is the app's id as well.
  const tokenId = newAppId();
  return {
    token_hash: hashToken(input.token),
    portal_id: input.portalId,
    token_id: tokenId,
    name: input.name,
    app_id: tokenId,
    user_id: input.userId,
    scopes: input.scopes.join(" "),
    created_at: input.now,
    expires_at: null,
    revoked_at: null,
    client_id: null,
    grant_id: null,
    rate_limit: input.rateLimit ?? "default",
  };
}

const lowestAppId = 1_000_000;

/** An app id that no other app is likely to have (section 12, row 17: below 2^31). */
export function newAppId(): number {
  return randomInt(lowestAppId, limits.smallIdCeiling);
}

/** True for a token that was known and is not to be used any more. */
export async function isRevokedToken(session: Session, token: string): Promise<boolean> {
  const row = await findToken(session, hashToken(token));
  return row !== undefined && row.revoked_at !== null;
}

/**
 * What `access-token-info` tells of a token (contract 9.3).
 * @throws Refusal 404 for a token that no portal knows
 */
export async function describeToken(tokens: TokenCache, token: string): Promise<Actor> {
  const actor = await tokens.find(token);
  if (!actor) throw refuse.thingNotFound("Token", `${token.slice(0, 4)}…`);
  return actor;
}
