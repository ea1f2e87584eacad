import type { SessionView } from "../../domain/accounts/describe-session.ts";
import type { HttpServices } from "../route.ts";

/** Who is signed in to the web app, and what it needs to know of the server. */
export function presentSession(view: SessionView, { services, version }: HttpServices) {
  const { portal, user } = view;
  return {
    portalId: portal.portalId,
    portalName: portal.name,
    timeZone: portal.timeZone,
    currency: portal.currency,
    strict: portal.strict,
    token: { id: view.tokenId, name: view.tokenName, scopes: view.scopes },
    user: user
      ? {
          ownerId: user.id,
          userId: user.userId,
          email: user.email,
          firstName: user.firstName,
          lastName: user.lastName,
        }
      : null,
    csrfToken: view.csrfToken,
    expiresAt: view.expiresAt,
    recycleBinDays: services.recycleBinDays,
    version,
  };
}
