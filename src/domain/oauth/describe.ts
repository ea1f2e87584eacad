import { refuse } from "../../model/errors.ts";
import type { GrantedToken } from "../../model/oauth.ts";
import type { Database, Session } from "../../storage/database.ts";
import { findGrantByRefreshHash, findOauthApp } from "../../storage/oauth.ts";
import { findToken } from "../../storage/tokens.ts";
import { findUserEmail } from "../accounts/owners.ts";
import { hashToken, splitScopes } from "../accounts/tokens.ts";
import { authenticateApp } from "./apps.ts";

/**
 * What an app's access token stands for (contract 9.3).
 * @throws Refusal 404 for one that is not known or has expired
 */
export async function describeAccessToken(session: Session, token: string, now: number): Promise<GrantedToken> {
  const found = await findAccessToken(session, token, now);
  if (!found) throw refuse.thingNotFound("Access token", `${token.slice(0, 4)}…`);
  return found;
}

/**
 * What a refresh token stands for (contract 9.3).
 * @throws Refusal 404 for one that is not known or was revoked
 */
export async function describeRefreshToken(session: Session, token: string): Promise<GrantedToken> {
  const found = await findRefreshToken(session, token);
  if (!found) throw refuse.thingNotFound("Refresh token", `${token.slice(0, 4)}…`);
  return found;
}

/**
 * What a token of the app that asks stands for; undefined where it is not valid or not its own (RFC 7662).
 * @throws Refusal 400 where the app's id or secret is wrong
 */
export async function introspect(
  database: Database,
  request: { readonly client_id?: string; readonly client_secret?: string; readonly token?: string },
  now: number,
): Promise<GrantedToken | undefined> {
  const token = request.token ?? "";
  return database.transaction(async (tx) => {
    const app = await authenticateApp(tx, request.client_id, request.client_secret);
    const found = (await findAccessToken(tx, token, now)) ?? (await findRefreshToken(tx, token));
    return found?.clientId === app.client_id ? found : undefined;
  });
}

async function findAccessToken(session: Session, token: string, now: number): Promise<GrantedToken | undefined> {
  const row = await findToken(session, hashToken(token));
  if (!row || row.client_id === null || row.expires_at === null || row.expires_at <= now) return undefined;
  return {
    token,
    clientId: row.client_id,
    portalId: row.portal_id,
    appId: row.app_id,
    userId: row.user_id,
    user: await findUserEmail(session, row.portal_id, row.user_id),
    scopes: splitScopes(row.scopes),
    expiresInSeconds: Math.floor((row.expires_at - now) / 1000),
  };
}

async function findRefreshToken(session: Session, token: string): Promise<GrantedToken | undefined> {
  const grant = await findGrantByRefreshHash(session, hashToken(token));
  if (!grant || grant.revoked_at !== null) return undefined;
  const app = await findOauthApp(session, grant.client_id);
  if (!app) return undefined;
  return {
    token,
    clientId: grant.client_id,
    portalId: grant.portal_id,
    appId: app.app_id,
    userId: grant.user_id,
    user: await findUserEmail(session, grant.portal_id, grant.user_id),
    scopes: splitScopes(grant.scopes),
    expiresInSeconds: undefined,
  };
}
