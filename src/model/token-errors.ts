import { Refusal } from "./errors.ts";

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

  /** What an OAuth endpoint refuses: contract 9.3 leaves the bodies open; the categories are those that clients know. */
  oauth: (category: `BAD_${string}`, message: string) => new Refusal({ status: 400, category, message }),
};
