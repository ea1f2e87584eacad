import type { GrantedToken, IssuedTokens } from "../../model/oauth.ts";

/** The answer of a token endpoint, members in the order of contract 9.3. */
export function presentIssuedTokens(issued: IssuedTokens) {
  return {
    token_type: "bearer",
    ...(issued.refreshToken === undefined ? {} : { refresh_token: issued.refreshToken }),
    access_token: issued.accessToken,
    expires_in: issued.expiresInSeconds,
    hub_id: issued.portalId,
    scopes: issued.scopes,
    user_id: issued.userId,
  };
}

/** What an access token stands for (contract 9.3). */
export function presentAccessToken(granted: GrantedToken, origin: string) {
  return {
    token: granted.token,
    ...whose(granted, origin),
    app_id: granted.appId,
    expires_in: granted.expiresInSeconds,
    user_id: granted.userId,
    token_type: "access",
  };
}

/** What a refresh token stands for (contract 9.3). */
export function presentRefreshToken(granted: GrantedToken, origin: string) {
  return {
    token: granted.token,
    ...whose(granted, origin),
    client_id: granted.clientId,
    user_id: granted.userId,
    token_type: "refresh",
  };
}

/** The answer to an introspection (RFC 7662); nothing is said of what is not valid. */
export function presentIntrospection(granted: GrantedToken | undefined, origin: string) {
  if (!granted) return { active: false };
  const isAccess = granted.expiresInSeconds !== undefined;
  return {
    active: true,
    ...(isAccess ? presentAccessToken(granted, origin) : presentRefreshToken(granted, origin)),
    client_id: granted.clientId,
    token_use: isAccess ? "access_token" : "refresh_token",
  };
}

function whose(granted: GrantedToken, origin: string) {
  return {
    ...(granted.user === undefined ? {} : { user: granted.user }),
    hub_domain: origin.replace(/^https?:\/\//, ""),
    scopes: granted.scopes,
    hub_id: granted.portalId,
  };
}
