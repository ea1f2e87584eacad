import type { IssuedToken } from "../../domain/accounts/private-tokens.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import type { PrivateToken } from "../../model/portal.ts";

/** A private-app token as its portal's management sees it: never the token itself. */
export function presentToken(token: PrivateToken) {
  return {
    id: token.id,
    name: token.name,
    appId: token.appId,
    userId: token.userId,
    scopes: token.scopes,
    rateLimit: token.rateLimit,
    createdAt: formatTime(token.createdAt),
  };
}

/** The same with the token, which is told once. */
export function presentIssuedToken({ token, info }: IssuedToken) {
  return { ...presentToken(info), token };
}
