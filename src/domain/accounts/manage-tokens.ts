import { refuse } from "../../model/errors.ts";
import type { PrivateToken } from "../../model/portal.ts";
import { type Context, transaction } from "../context.ts";
import { checkScopes, createToken, type IssuedToken, revokeToken, rotateToken } from "./private-tokens.ts";

/**
 * Makes a token of the caller's portal and user; without scopes it gets those of the caller.
 * @throws Refusal 403 that names the scopes which the caller does not hold, 400 for a bad name or scope
 */
export function createOwnToken(
  ctx: Context,
  input: { readonly name: string; readonly scopes?: readonly string[] | undefined },
): Promise<IssuedToken> {
  const scopes = checkScopes(input.scopes ?? [...ctx.actor.scopes]);
  requireHeld(ctx, scopes);
  const wish = { name: input.name, scopes, userId: ctx.actor.userId };
  return transaction(ctx, (ctx) => createToken(ctx.db, ctx.portal.portalId, wish, ctx.now()));
}

/**
 * Replaces a token of the caller's portal.
 * @throws Refusal 403 where it can do what the caller cannot, 404 where it is not there
 */
export function rotateOwnToken(ctx: Context, id: string): Promise<IssuedToken> {
  const check = (token: PrivateToken) => requireHeld(ctx, token.scopes);
  return transaction(ctx, (ctx) => rotateToken(ctx.db, ctx.portal.portalId, id, ctx.now(), check));
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
