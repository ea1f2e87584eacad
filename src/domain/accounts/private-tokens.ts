import { type RateChoice, rateChoiceOf, rateChoices } from "../../model/catalog/rate-policies.ts";
import { allScopes } from "../../model/catalog/scopes.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { PrivateToken } from "../../model/portal.ts";
import type { Session, Transaction } from "../../storage/database.ts";
import { lockPortal } from "../../storage/portals.ts";
import type { TokenRow } from "../../storage/schema.ts";
import { insertToken, listPrivateTokens, updateTokenRateLimit, updateTokenRevokedAt } from "../../storage/tokens.ts";
import { readName } from "./names.ts";
import { hashToken, newToken, newTokenRow, splitScopes } from "./tokens.ts";

/** A token as it is told once; from then on it is known by its hash only. */
export type IssuedToken = { readonly token: string; readonly info: PrivateToken };

export type TokenWish = {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The user in whose name the token acts. */
  readonly userId: number;
  /** Which limits of rate it gets; the server's where nothing is said. */
  readonly rateLimit?: string | undefined;
};

/** A portal's private-app tokens that are valid, oldest first. */
export async function listTokens(session: Session, portalId: number): Promise<PrivateToken[]> {
  return (await liveTokens(session, portalId)).map(toPrivateToken);
}

/**
 * Makes a private-app token.
 * @throws Refusal 400 for a name or a scope that cannot be, and beyond the number of tokens that a portal may have
 */
export async function createToken(
  tx: Transaction,
  portalId: number,
  wish: TokenWish,
  now: number,
): Promise<IssuedToken> {
  const name = readName(wish.name);
  const scopes = checkScopes(wish.scopes);
  const rateLimit = readRateLimit(wish.rateLimit ?? "default");
  await lockPortal(tx, portalId);
  if ((await liveTokens(tx, portalId)).length >= limits.tokensPerPortal) {
    throw refuse.invalid(`A portal has at most ${limits.tokensPerPortal} tokens`);
  }
  const token = newToken();
  const row = newTokenRow({ portalId, token, name, userId: wish.userId, scopes, rateLimit, now });
  await insertToken(tx, row);
  return { token, info: toPrivateToken(row) };
}

/**
 * Gives a token's app a new token; the former is refused from now on.
 * @throws Refusal 404 where the portal has no such token
 */
export async function rotateToken(
  tx: Transaction,
  portalId: number,
  id: string,
  now: number,
  check: (token: PrivateToken) => void = () => {},
): Promise<IssuedToken> {
  const former = await lockToken(tx, portalId, id);
  check(toPrivateToken(former));
  const token = newToken();
  const row = { ...former, token_hash: hashToken(token), created_at: now };
  // The former stays, so that a start which finds it in a file does not take it for a new one.
  await updateTokenRevokedAt(tx, portalId, former.token_hash, now);
  await insertToken(tx, row);
  return { token, info: toPrivateToken(row) };
}

/**
 * Gives a token other limits of rate.
 * @throws Refusal 404 where the portal has no such token, 400 for limits that there are not
 */
export async function limitToken(
  tx: Transaction,
  portalId: number,
  id: string,
  rateLimit: string,
): Promise<PrivateToken> {
  const choice = readRateLimit(rateLimit);
  const row = await lockToken(tx, portalId, id);
  await updateTokenRateLimit(tx, portalId, row.token_hash, choice);
  return toPrivateToken({ ...row, rate_limit: choice });
}

/** @throws Refusal 400 that names the limits which there are */
export function readRateLimit(text: string): RateChoice {
  const choice = rateChoices.find((each) => each === text);
  if (choice) return choice;
  throw refuse.invalid(`The rate limit ${JSON.stringify(text.slice(0, 50))} is none of: ${rateChoices.join(", ")}`);
}

/** @throws Refusal 404 where the portal has no such token */
export async function revokeToken(tx: Transaction, portalId: number, id: string, now: number): Promise<void> {
  const { token_hash } = await lockToken(tx, portalId, id);
  await updateTokenRevokedAt(tx, portalId, token_hash, now);
}

/** @throws Refusal 400 that names the scopes which no token can hold */
export function checkScopes(scopes: readonly string[]): string[] {
  const unknown = scopes.filter((scope) => !allScopes.includes(scope));
  if (unknown.length > 0) {
    const names = unknown.slice(0, 20).map((scope) => scope.slice(0, 100));
    throw refuse.invalid(`Unknown scopes: ${names.join(", ")}`, { scopes: names });
  }
  return [...new Set(scopes)];
}

async function lockToken(tx: Transaction, portalId: number, id: string): Promise<TokenRow> {
  await lockPortal(tx, portalId);
  const row = (await liveTokens(tx, portalId)).find((token) => String(token.token_id) === id);
  if (!row) throw refuse.thingNotFound("Token", id.slice(0, 100));
  return row;
}

async function liveTokens(session: Session, portalId: number): Promise<TokenRow[]> {
  return (await listPrivateTokens(session, portalId)).filter((row) => row.revoked_at === null);
}

function toPrivateToken(row: TokenRow): PrivateToken {
  return {
    id: String(row.token_id),
    name: row.name,
    appId: row.app_id,
    userId: row.user_id,
    scopes: splitScopes(row.scopes),
    rateLimit: rateChoiceOf(row.rate_limit),
    createdAt: row.created_at,
  };
}
