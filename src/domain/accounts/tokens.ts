import { hash, randomUUID } from "node:crypto";
import { impliedScopes } from "../../model/catalog/scopes.ts";
import { refuse } from "../../model/errors.ts";
import type { Actor } from "../../model/portal.ts";
import type { Transaction } from "../../storage/database.ts";
import { lockAccounts } from "../../storage/portals.ts";
import type { TokenRow } from "../../storage/schema.ts";
import { findToken, highestTokenId, insertToken } from "../../storage/tokens.ts";
import type { Services } from "./services.ts";

/** Finds who a token stands for; what another process revokes is noticed within a second. */
export type TokenCache = { find(token: string): Promise<Actor | undefined> };

const trustedMilliseconds = 1_000;
const tokensKept = 10_000;

export function createTokenCache(services: Services): TokenCache {
  const actors = new Map<string, { readonly actor: Actor; readonly until: number }>();
  return {
    async find(token) {
      const tokenHash = hashToken(token);
      const known = actors.get(tokenHash);
      if (known && performance.now() < known.until) return known.actor;
      const row = await findToken(services.database, tokenHash);
      if (!row) {
        actors.delete(tokenHash);
        return undefined;
      }
      const actor = known && known.actor.portalId === row.portal_id ? refreshed(known.actor, row) : toActor(row);
      if (actors.size >= tokensKept) actors.clear();
      actors.set(tokenHash, { actor, until: performance.now() + trustedMilliseconds });
      return actor;
    },
  };
}

function refreshed(actor: Actor, row: TokenRow): Actor {
  return row.scopes === [...actor.scopes].join(" ") ? actor : toActor(row);
}

function toActor(row: TokenRow): Actor {
  const granted = row.scopes.split(" ");
  return {
    portalId: row.portal_id,
    appId: row.app_id,
    userId: row.user_id,
    scopes: new Set(granted.flatMap((scope) => [scope, ...(impliedScopes[scope] ?? [])])),
  };
}

/** Tokens are stored as this only. They are random (or chosen by the operator), so a plain hash is enough. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** A new private-app token in the form that clients know (contract 9.3). */
export function newToken(): string {
  return `pat-na1-${randomUUID()}`;
}

/**
 * Adds a token to a portal; one that is known already stays as it is.
 * @throws Refusal 409 where it belongs to another portal
 */
export async function addToken(
  tx: Transaction,
  input: {
    readonly portalId: number;
    readonly token: string;
    readonly name: string;
    readonly userId: number;
    readonly scopes: readonly string[];
    readonly now: number;
  },
): Promise<void> {
  await lockAccounts(tx);
  const tokenHash = hashToken(input.token);
  const known = await findToken(tx, tokenHash);
  if (known) {
    if (known.portal_id === input.portalId) return;
    throw refuse.alreadyExists("This token belongs to another portal");
  }
  const tokenId = (await highestTokenId(tx, input.portalId)) + 1;
  await insertToken(tx, {
    token_hash: tokenHash,
    portal_id: input.portalId,
    token_id: tokenId,
    name: input.name,
    app_id: firstAppId + tokenId,
    user_id: input.userId,
    scopes: input.scopes.join(" "),
    created_at: input.now,
  });
}

const firstAppId = 1_000_000;

/**
 * What `access-token-info` tells of a token (contract 9.3).
 * @throws Refusal 404 for a token that no portal knows
 */
export async function describeToken(tokens: TokenCache, token: string): Promise<Actor> {
  const actor = await tokens.find(token);
  if (!actor) throw refuse.thingNotFound("Token", `${token.slice(0, 4)}…`);
  return actor;
}
