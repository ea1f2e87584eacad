import { Refusal } from "./errors.ts";

/** The codes that clients of HubSpot know, with what RFC 6749 (5.2) calls each. */
const oauthErrors = {
  BAD_AUTH_CODE: "invalid_grant",
  BAD_CLIENT_ID: "invalid_client",
  BAD_CLIENT_SECRET: "invalid_client",
  BAD_CODE_VERIFIER: "invalid_grant",
  BAD_GRANT_TYPE: "unsupported_grant_type",
  BAD_REDIRECT_URI: "invalid_request",
  BAD_REFRESH_TOKEN: "invalid_grant",
  BAD_SCOPE: "invalid_scope",
  EXPIRED_AUTH_CODE: "invalid_grant",
  MISMATCH_REDIRECT_URI_AUTH_CODE: "invalid_grant",
} as const;

/** What is refused of tokens, codes and apps. */
export const refuseToken = {
  /** 7.5: a token that was valid until `expiredAt`. */
  expired: (expiredAt: number, now: number) =>
    new Refusal({
      status: 401,
      category: "EXPIRED_AUTHENTICATION",
      message: `The OAuth token used to make this call expired ${Math.floor((now - expiredAt) / 1000)} second(s) ago.`,
      context: { "expire time": [new Date(expiredAt).toISOString()] },
      headers: { "x-hubspot-auth-failure": "401 Unauthorized" },
    }),

  widerLimits: () =>
    new Refusal({
      status: 403,
      category: "RATE_LIMITS",
      message: "A token cannot give wider limits of rate than it has itself",
    }),

  /** What an OAuth endpoint refuses (contract 9.3). */
  oauth: (code: keyof typeof oauthErrors, message: string) =>
    new Refusal({ status: 400, category: code, message, oauth: { code, error: oauthErrors[code] } }),
};
