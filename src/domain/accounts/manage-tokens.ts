import { isWithin, type RateChoice, ratePolicies } from "../../model/catalog/rate-policies.ts";
import { refuse } from "../../model/errors.ts";
import type { PrivateToken } from "../../model/portal.ts";
import { refuseToken } from "../../model/token-errors.ts";
import { type Context, transaction } from "../context.ts";
import {
  checkScopes,
  createToken,
  type IssuedToken,
  limitToken,
  readRateLimit,
  revokeToken,
  rotateToken,
} from "./private-tokens.ts";

type OwnTokenWish = {
  readonly name: string;
  readonly scopes?: readonly string[] | undefined;
  readonly rateLimit?: string | undefined;
};

/**
 * Makes a token of the caller's portal and user; without scopes or limits of rate it gets those of the caller.
 * @throws Refusal 403 that names the scopes which the caller does not hold or where its own limits are narrower, 400 for
 * a bad name, scope or limit
 */
export function createOwnToken(ctx: Context, input: OwnTokenWish): Promise<IssuedToken> {
  const scopes = checkScopes(input.scopes ?? [...ctx.actor.scopes]);
  requireHeld(ctx, scopes);
  const rateLimit = readRateLimit(input.rateLimit ?? ctx.actor.rateLimit);
  requireNoWider(ctx, rateLimit);
  const wish = { name: input.name, scopes, userId: ctx.actor.userId, rateLimit };
  return transaction(ctx, (ctx) => createToken(ctx.db, ctx.portal.portalId, wish, ctx.now()));
}

/**
 * Replaces a token of the caller's portal.
 * @throws Refusal 403 where it can do what the caller cannot, 404 where it is not there
 */
export function rotateOwnToken(ctx: Context, id: string): Promise<IssuedToken> {
  const check = (token: PrivateToken) => {
    requireHeld(ctx, token.scopes);
    requireNoWider(ctx, token.rateLimit);
  };
  return transaction(ctx, (ctx) => rotateToken(ctx.db, ctx.portal.portalId, id, ctx.now(), check));
}

/**
 * Gives a token of the caller's portal other limits of rate.
 * @throws Refusal 403 where the caller's own are narrower, 404 where it is not there, 400 for limits that there are not
 */
export function limitOwnToken(ctx: Context, id: string, rateLimit: string): Promise<PrivateToken> {
  requireNoWider(ctx, readRateLimit(rateLimit));
  return transaction(ctx, (ctx) => limitToken(ctx.db, ctx.portal.portalId, id, rateLimit));
}

/**
 * Revokes a token of the caller's portal, the caller's own too.
 * @throws Refusal 404 where it is not there
 */
export function revokeOwnToken(ctx: Context, id: string): Promise<void> {
  return transaction(ctx, (ctx) => revokeToken(ctx.db, ctx.portal.portalId, id, ctx.now()));
}

/** Nobody gives what they do not have. */
function requireHeld(ctx: Context, scopes: readonly string[]): void {
  const missing = scopes.filter((scope) => !ctx.actor.scopes.has(scope));
  if (missing.length > 0) throw refuse.missingScopes(missing);
}

/** A token that is limited frees none, itself neither. */
function requireNoWider({ actor }: Context, choice: RateChoice): void {
  const own = actor.ratePolicy;
  if (own === undefined || choice === actor.rateLimit) return;
  if (choice !== "default" && choice !== "off" && isWithin(ratePolicies[choice], own)) return;
  throw refuseToken.widerLimits();
}
