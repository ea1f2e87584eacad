import { randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { refuse } from "../../model/errors.ts";
import type { OauthApp } from "../../model/oauth.ts";
import { refuseToken } from "../../model/token-errors.ts";
import type { Session, Transaction } from "../../storage/database.ts";
import {
  deleteGrantsOfApp,
  deleteOauthApp,
  findOauthApp,
  holdOauthApp,
  insertOauthApp,
  listOauthApps,
} from "../../storage/oauth.ts";
import type { OauthAppRow } from "../../storage/schema.ts";
import { deleteTokensOfApp } from "../../storage/tokens.ts";
import { readName } from "../accounts/names.ts";
import { checkScopes } from "../accounts/private-tokens.ts";
import { hashToken, newAppId, splitScopes } from "../accounts/tokens.ts";

export type NewApp = {
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
};

/** An app with its secret, which is told once. */
export type IssuedApp = { readonly app: OauthApp; readonly clientSecret: string };

const longestUri = 2_000;
const mostUris = 100;

/**
 * Makes an OAuth app that belongs to a portal.
 * @throws Refusal 400 for a name, a scope or a redirect address that cannot be
 */
export async function createApp(tx: Transaction, portalId: number, input: NewApp, now: number): Promise<IssuedApp> {
  const clientSecret = randomUUID();
  if (input.redirectUris.length === 0 || input.redirectUris.length > mostUris) {
    throw refuse.invalid(`An app needs 1 to ${mostUris} redirect URIs`);
  }
  const row: OauthAppRow = {
    client_id: randomUUID(),
    portal_id: portalId,
    app_id: newAppId(),
    name: readName(input.name),
    secret_hash: hashToken(clientSecret),
    form_key: randomBytes(32).toString("hex"),
    redirect_uris: JSON.stringify(input.redirectUris.map(checkRedirectUri)),
    scopes: checkScopes(input.scopes).join(" "),
    created_at: now,
  };
  await insertOauthApp(tx, row);
  return { app: toApp(row), clientSecret };
}

/** The apps of a portal, oldest first. */
export async function listApps(session: Session, portalId: number): Promise<OauthApp[]> {
  return (await listOauthApps(session, portalId)).map(toApp);
}

/**
 * Removes an app; what it was given is refused from now on.
 * @throws Refusal 404 where the portal has no such app
 */
export async function deleteApp(tx: Transaction, portalId: number, clientId: string): Promise<void> {
  const app = await findApp(tx, clientId);
  if (app?.portal_id !== portalId) throw refuse.thingNotFound("App", clientId.slice(0, 100));
  // First, so that nothing is given to it any more when the rest is removed.
  await deleteOauthApp(tx, clientId);
  await deleteGrantsOfApp(tx, clientId);
  await deleteTokensOfApp(tx, clientId);
}

/** An app by its client id; undefined for a text that is none. */
export async function findApp(session: Session, clientId: string | undefined): Promise<OauthAppRow | undefined> {
  return isClientId(clientId) ? findOauthApp(session, clientId) : undefined;
}

/**
 * The app that shows this id and secret, kept from being removed until the transaction ends.
 * @throws Refusal 400 where they are missing or wrong
 */
export async function authenticateApp(
  tx: Transaction,
  clientId: string | undefined,
  clientSecret: string | undefined,
): Promise<OauthAppRow> {
  const app = isClientId(clientId) ? await holdOauthApp(tx, clientId) : undefined;
  if (!app) throw refuseToken.oauth("BAD_CLIENT_ID", "missing or unknown client id");
  if (clientSecret === undefined || !isSameHash(hashToken(clientSecret), app.secret_hash)) {
    throw refuseToken.oauth("BAD_CLIENT_SECRET", "missing or invalid client secret");
  }
  return app;
}

/** Compares two hashes in a time that tells nothing of where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The addresses that an app may be sent back to. */
export function redirectUrisOf(app: OauthAppRow): readonly string[] {
  return JSON.parse(app.redirect_uris) as string[];
}

function toApp(row: OauthAppRow): OauthApp {
  return {
    clientId: row.client_id,
    portalId: row.portal_id,
    appId: row.app_id,
    name: row.name,
    redirectUris: redirectUrisOf(row),
    scopes: splitScopes(row.scopes),
  };
}

function isClientId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f-]{36}$/.test(text);
}

function checkRedirectUri(uri: string): string {
  const isAddress = uri.length <= longestUri && URL.canParse(uri) && /^https?:\/\/[^\s\\#]+$/.test(uri);
  if (isAddress) return uri;
  throw refuse.invalid(`${uri.slice(0, 200)} is not an absolute http or https address without a fragment`);
}
