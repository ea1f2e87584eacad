import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Refusal } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { IssuedTokens } from "../../model/oauth.ts";
import { refuseToken } from "../../model/token-errors.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { lockGrant, updateGrantRefreshHash } from "../../storage/oauth.ts";
import type { OauthAppRow, OauthGrantRow } from "../../storage/schema.ts";
import { deleteExpiredTokens, insertToken } from "../../storage/tokens.ts";
import { actingUserId } from "../accounts/owners.ts";
import { hashToken, splitScopes } from "../accounts/tokens.ts";
import { authenticateApp, isSameHash } from "./apps.ts";
import { revokeGrant } from "./revoke.ts";

/** The members of a token request (contract 9.3), each as it was sent. */
export type TokenRequest = Readonly<
  Partial<
    Record<
      | "grant_type"
      | "client_id"
      | "client_secret"
      | "redirect_uri"
      | "code"
      | "code_verifier"
      | "refresh_token"
      | "scope",
      string
    >
  >
>;

/** Expired tokens stay this long, so that their users are told that they have expired. */
const keptMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Gives an app tokens for a code, for a refresh token, or for itself (contract 9.3).
 * @throws Refusal 400 with the category of what is wrong with the request
 */
export async function issueTokens(database: Database, request: TokenRequest, now: number): Promise<IssuedTokens> {
  const outcome = await database.transaction(async (tx): Promise<IssuedTokens | { readonly refused: Refusal }> => {
    const app = await authenticateApp(tx, request.client_id, request.client_secret);
    switch (request.grant_type) {
      case "authorization_code":
        return exchangeCode(tx, app, request, now);
      case "refresh_token":
        return refresh(tx, app, request, now);
      case "client_credentials":
        return issueToApp(tx, app, request, now);
      default:
        throw refuseToken.oauth("BAD_GRANT_TYPE", "missing or unknown grant type");
    }
  });
  if ("refused" in outcome) throw outcome.refused;
  return outcome;
}

async function exchangeCode(tx: Transaction, app: OauthAppRow, request: TokenRequest, now: number) {
  const unknown = refuseToken.oauth("BAD_AUTH_CODE", "missing or unknown auth code");
  const grant = request.code === undefined ? undefined : await lockGrant(tx, "grant_id", hashToken(request.code));
  if (!grant || grant.client_id !== app.client_id) throw unknown;
  if (grant.refresh_hash !== null || grant.revoked_at !== null) {
    // Somebody else has the code as well, so nothing that came from it can be trusted. What is revoked here must be
    // kept, so the refusal comes after the transaction.
    await revokeGrant(tx, grant, now);
    return { refused: refuseToken.oauth("BAD_AUTH_CODE", "the auth code was used already") };
  }
  if (grant.code_expires_at <= now) throw refuseToken.oauth("EXPIRED_AUTH_CODE", "the auth code has expired");
  if (request.redirect_uri === undefined) throw refuseToken.oauth("BAD_REDIRECT_URI", "missing redirect URI");
  if (request.redirect_uri !== grant.redirect_uri) {
    throw refuseToken.oauth(
      "MISMATCH_REDIRECT_URI_AUTH_CODE",
      "redirect URI does not match initial auth code URI: it is not the one that the auth code was sent to",
    );
  }
  if (!isVerified(grant, request.code_verifier)) {
    throw refuseToken.oauth("BAD_CODE_VERIFIER", "missing code verifier, or not the one of the code challenge");
  }
  const refreshToken = `na1-${randomUUID()}`;
  await updateGrantRefreshHash(tx, grant.grant_id, hashToken(refreshToken));
  return { ...(await issue(tx, app, grant, now)), refreshToken };
}

async function refresh(tx: Transaction, app: OauthAppRow, request: TokenRequest, now: number) {
  const { refresh_token: refreshToken } = request;
  const grant = refreshToken === undefined ? undefined : await lockGrant(tx, "refresh_hash", hashToken(refreshToken));
  if (!grant || grant.client_id !== app.client_id || grant.revoked_at !== null) {
    throw refuseToken.oauth("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
  }
  return { ...(await issue(tx, app, grant, now)), refreshToken };
}

/** Without a user, an app works in the portal that it belongs to. */
async function issueToApp(tx: Transaction, app: OauthAppRow, request: TokenRequest, now: number) {
  const allowed = splitScopes(app.scopes);
  const wanted = splitScopes(request.scope ?? "");
  if (wanted.some((scope) => !allowed.includes(scope))) {
    throw refuseToken.oauth("BAD_SCOPE", "a scope is not one of the app's");
  }
  return issue(
    tx,
    app,
    {
      grant_id: null,
      portal_id: app.portal_id,
      user_id: await actingUserId(tx, app.portal_id),
      scopes: (wanted.length > 0 ? wanted : allowed).join(" "),
    },
    now,
  );
}

type Grantor = Pick<OauthGrantRow, "portal_id" | "user_id" | "scopes"> & { readonly grant_id: string | null };

async function issue(tx: Transaction, app: OauthAppRow, grantor: Grantor, now: number): Promise<IssuedTokens> {
  const accessToken = randomBytes(48).toString("base64url");
  await deleteExpiredTokens(tx, grantor.portal_id, app.client_id, now - keptMilliseconds);
  await insertToken(tx, {
    token_hash: hashToken(accessToken),
    portal_id: grantor.portal_id,
    token_id: app.app_id,
    name: app.name,
    app_id: app.app_id,
    user_id: grantor.user_id,
    scopes: grantor.scopes,
    created_at: now,
    expires_at: now + limits.accessTokenSeconds * 1000,
    revoked_at: null,
    client_id: app.client_id,
    grant_id: grantor.grant_id,
    rate_limit: "default",
  });
  return {
    accessToken,
    refreshToken: undefined,
    expiresInSeconds: limits.accessTokenSeconds,
    portalId: grantor.portal_id,
    userId: grantor.user_id,
    scopes: splitScopes(grantor.scopes),
  };
}

/** PKCE (RFC 7636): who asked for the code is who exchanges it. */
function isVerified(grant: OauthGrantRow, verifier: string | undefined): boolean {
  if (grant.code_challenge === null) return true;
  if (verifier === undefined) return false;
  const shown =
    grant.code_challenge_method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
  return isSameHash(hashToken(shown), hashToken(grant.code_challenge));
}
