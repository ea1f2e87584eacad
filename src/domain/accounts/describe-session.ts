import { refuse } from "../../model/errors.ts";
import type { Owner, Portal } from "../../model/portal.ts";
import { findToken } from "../../storage/tokens.ts";
import type { Services } from "./services.ts";
import type { AppSession } from "./sessions.ts";

/** What the web app shows of who is signed in. */
export type SessionView = {
  readonly portal: Portal;
  readonly tokenId: string;
  readonly tokenName: string;
  /** Those of the token with what they imply. */
  readonly scopes: readonly string[];
  readonly userId: number;
  /** Undefined where the token's user is no owner of the portal. */
  readonly user: Owner | undefined;
  readonly csrfToken: string;
  readonly expiresAt: number;
};

/** @throws Refusal 401 where the token or its portal has gone meanwhile */
export async function describeSession(
  { database }: Services,
  portal: Portal | undefined,
  session: AppSession,
): Promise<SessionView> {
  const row = await findToken(database, session.tokenHash);
  if (!row || !portal) throw refuse.notAuthenticated();
  const { actor, csrfToken, expiresAt } = session;
  return {
    portal,
    tokenId: String(row.token_id),
    tokenName: row.name,
    scopes: [...actor.scopes],
    userId: actor.userId,
    user: [...portal.owners.values()].find((owner) => owner.userId === actor.userId),
    csrfToken,
    expiresAt,
  };
}
