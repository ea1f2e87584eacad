import type { TokenCache } from "../domain/accounts/tokens.ts";
import { refuse } from "../model/errors.ts";
import type { Actor } from "../model/portal.ts";

/**
 * Finds who the bearer token stands for.
 * @throws Refusal 401 where there is none or no portal knows it
 */
export async function authenticate(tokens: TokenCache, header: string | undefined): Promise<Actor> {
  const token = /^bearer +(\S+) *$/i.exec(header ?? "")?.[1];
  const actor = token === undefined ? undefined : await tokens.find(token);
  if (!actor) throw refuse.notAuthenticated();
  return actor;
}

/**
 * @param needed what the token must hold: of each list one
 * @throws Refusal 403 that names the scopes which are missing
 */
export function requireScopes(actor: Actor, needed: readonly (readonly string[])[]): void {
  const missing = needed.filter((alternatives) => !alternatives.some((scope) => actor.scopes.has(scope)));
  if (missing.length > 0) throw refuse.missingScopes([...new Set(missing.flat())]);
}
