import type { Database, Transaction } from "../../storage/database.ts";
import { lockGrant, updateGrantRevokedAt } from "../../storage/oauth.ts";
import type { OauthGrantRow } from "../../storage/schema.ts";
import { deleteToken, deleteTokensOfGrant, findToken } from "../../storage/tokens.ts";
import { hashToken } from "../accounts/tokens.ts";
import { authenticateApp } from "./apps.ts";

/** Ends a grant: its code, its refresh token and every access token that came from it. */
export async function revokeGrant(tx: Transaction, grant: OauthGrantRow, now: number): Promise<void> {
  await updateGrantRevokedAt(tx, grant.grant_id, now);
  await deleteTokensOfGrant(tx, grant.portal_id, grant.client_id, grant.grant_id);
}

/** Revokes a refresh token and what came from it; one that is not known is revoked already. */
export async function revokeRefreshToken(database: Database, token: string, now: number): Promise<void> {
  await database.transaction(async (tx) => {
    const grant = await lockGrant(tx, "refresh_hash", hashToken(token));
    if (grant) await revokeGrant(tx, grant, now);
  });
}

/**
 * Revokes an access or refresh token of the app that asks (RFC 7009); one that is not its own stays.
 * @throws Refusal 400 where the app's id or secret is wrong
 */
export async function revokeOwnGrant(
  database: Database,
  request: { readonly client_id?: string; readonly client_secret?: string; readonly token?: string },
  now: number,
): Promise<void> {
  await database.transaction(async (tx) => {
    const app = await authenticateApp(tx, request.client_id, request.client_secret);
    const tokenHash = hashToken(request.token ?? "");
    const grant = await lockGrant(tx, "refresh_hash", tokenHash);
    if (grant?.client_id === app.client_id) await revokeGrant(tx, grant, now);
    const token = await findToken(tx, tokenHash);
    if (token?.client_id === app.client_id) await deleteToken(tx, token.portal_id, tokenHash);
  });
}
