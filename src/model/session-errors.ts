import { Refusal } from "./errors.ts";

/** What is refused of sessions of the web app. */
export const refuseSession = {
  /** A browser sends its cookie with requests that another site made it send; only the app itself knows this value. */
  forged: () =>
    new Refusal({
      status: 403,
      category: "INVALID_CSRF_TOKEN",
      message:
        "A request that changes something needs the header x-csrf-token of its session, when it is signed in by a cookie",
    }),

  otherOrigin: (origin: string) =>
    new Refusal({
      status: 403,
      category: "INVALID_ORIGIN",
      message: `Signing in from ${origin} is not allowed: open the web app at the server's own address`,
    }),

  unknownToken: () =>
    new Refusal({
      status: 401,
      category: "INVALID_AUTHENTICATION",
      message: "This server does not know this access token, or it was revoked",
    }),
};
