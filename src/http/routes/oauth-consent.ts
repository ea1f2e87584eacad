import { Type } from "typebox";
import { askForConsent, type ConsentRequest, consentFields, decideConsent } from "../../domain/oauth/consent.ts";
import { refuse } from "../../model/errors.ts";
import { presentConsent } from "../present/consent-page.ts";
import { type QueryParameter, text } from "../query.ts";
import { defineRoute } from "../route.ts";

const path = "/oauth/authorize";
const query = Object.fromEntries(
  consentFields.map((field) => [field, text(`\`${field}\` of the authorization request`)]),
) as Record<(typeof consentFields)[number], QueryParameter<string | undefined>>;

/** The page on which a user lets an app in (contract 9.3). */
export const oauthConsentRoutes = [
  defineRoute({
    id: "askForConsent",
    method: "GET",
    path,
    summary: "Ask a user whether to let an app in",
    scope: "open",
    query,
    response: {
      status: 200,
      schema: Type.String(),
      type: "text/html",
      others: { 302: { description: "Back to the app, which is told what is wrong with its request" } },
    },
    handle: async ({ http, query }) => {
      const { database, now } = http.services;
      return presentConsent(await askForConsent(database, requestOf(query), now()));
    },
  }),

  defineRoute({
    id: "decideConsent",
    method: "POST",
    path,
    summary: "Send a user back to the app with a code, or without one",
    scope: "open",
    query: {},
    body: Type.Object({
      request: Type.String(),
      form_token: Type.String(),
      token: Type.Optional(Type.String()),
      decision: Type.Union([Type.Literal("approve"), Type.Literal("deny")]),
    }),
    form: true,
    bodyCharacters: 100_000,
    response: {
      status: 302,
      others: { 400: { description: "The page again, with what is wrong with the token entered", type: "text/html" } },
    },
    handle: async ({ http, body }) => {
      const { database, now } = http.services;
      const { form_token: formToken, token = "" } = body;
      const decision = { formToken, token, approved: body.decision === "approve" };
      return presentConsent(await decideConsent(database, readRequest(body.request), decision, now()));
    },
  }),
];

function readRequest(encoded: string): ConsentRequest {
  try {
    const value = JSON.parse(Buffer.from(encoded, "base64url").toString("utf8")) as Record<string, unknown>;
    return requestOf(value);
  } catch {
    throw refuse.invalid("This form was not made here. Go back to the app and begin again");
  }
}

function requestOf(values: Readonly<Record<string, unknown>>): ConsentRequest {
  return Object.fromEntries(
    consentFields.map((field) => [field, typeof values[field] === "string" ? values[field] : ""]),
  ) as ConsentRequest;
}
