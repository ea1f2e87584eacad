import { createHmac, randomUUID } from "node:crypto";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import { refuseToken } from "../../model/token-errors.ts";
import type { Database, Session, Transaction } from "../../storage/database.ts";
import { deleteUnusedGrants, holdOauthApp, insertOauthGrant } from "../../storage/oauth.ts";
import type { OauthAppRow, TokenRow } from "../../storage/schema.ts";
import { findToken } from "../../storage/tokens.ts";
import { hashToken, heldScopes, splitScopes } from "../accounts/tokens.ts";
import { findApp, isSameHash, redirectUrisOf } from "./apps.ts";

/** What an app asks a user for, each member as it was sent (contract 9.3; RFC 6749, 4.1.1). */
export type ConsentRequest = Readonly<Record<ConsentField, string>>;

export const consentFields = [
  "client_id",
  "redirect_uri",
  "scope",
  "optional_scope",
  "state",
  "response_type",
  "code_challenge",
  "code_challenge_method",
] as const;
type ConsentField = (typeof consentFields)[number];

/** What the user sees before they decide. */
export type Question = {
  readonly request: ConsentRequest;
  readonly appName: string;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  /** Proves that the form which comes back is the one that was shown. */
  readonly formToken: string;
  /** Why the user is asked once more. */
  readonly problem?: string;
};

/** Either the user is asked, or sent back to the app. */
export type Consent = { readonly ask: Question } | { readonly sendTo: string };

export type Decision = {
  readonly formToken: string;
  readonly approved: boolean;
  /** A private-app token of the portal that lets the app in: it shows who the user is. */
  readonly token: string;
};

const formMilliseconds = 60 * 60 * 1000;
const longestState = 4_000;

/**
 * Looks at what an app asks for.
 * @throws Refusal 400 for an app or an address that is not known: nobody is sent there
 */
export async function askForConsent(session: Session, request: ConsentRequest, now: number): Promise<Consent> {
  const app = await findApp(session, request.client_id);
  return consider(app, request, now);
}

/**
 * Carries out what the user decided: sends them back with a code, or without one.
 * @throws Refusal 400 for a form that is not ours or too old, and as `askForConsent`
 */
export function decideConsent(
  database: Database,
  request: ConsentRequest,
  decision: Decision,
  now: number,
): Promise<Consent> {
  return database.transaction((tx) => decide(tx, request, decision, now));
}

async function decide(tx: Transaction, request: ConsentRequest, decision: Decision, now: number): Promise<Consent> {
  const found = await findApp(tx, request.client_id);
  const app = found && (await holdOauthApp(tx, found.client_id));
  const consent = consider(app, request, now);
  if (!app || "sendTo" in consent) return consent;
  if (!isOurForm(app, request, decision.formToken, now)) {
    throw refuse.invalid("This form is too old or was not made here. Go back to the app and begin again");
  }
  if (!decision.approved) return { sendTo: back(request, { error: "access_denied" }) };
  const again = (problem: string) => ({ ask: { ...consent.ask, problem } });
  const row = await findToken(tx, hashToken(decision.token.trim()));
  if (!row || row.revoked_at !== null || row.client_id !== null) {
    return again("This token is not known. Enter a private-app token of the portal that shall let the app in.");
  }
  const held = heldScopes(row);
  const missing = consent.ask.scopes.filter((scope) => !held.has(scope));
  if (missing.length > 0) return again(`This token cannot allow what it may not do itself: ${missing.join(", ")}`);
  const optional = consent.ask.optionalScopes.filter((scope) => held.has(scope));
  return { sendTo: back(request, { code: await grant(tx, request, row, [...consent.ask.scopes, ...optional], now) }) };
}

function consider(app: OauthAppRow | undefined, request: ConsentRequest, now: number): Consent {
  if (!app) throw refuseToken.oauth("BAD_CLIENT_ID", "missing or unknown client id");
  if (!redirectUrisOf(app).includes(request.redirect_uri)) {
    throw refuseToken.oauth("BAD_REDIRECT_URI", "missing redirect uri, or not one of the app's");
  }
  if (request.state.length > longestState) throw refuse.invalid(`state has more than ${longestState} characters`);
  if (!["", "code"].includes(request.response_type)) {
    return { sendTo: back(request, { error: "unsupported_response_type" }) };
  }
  if (!isChallenge(request)) return { sendTo: back(request, { error: "invalid_request" }) };
  const allowed = splitScopes(app.scopes);
  const scopes = [...new Set(namesOf(request.scope))];
  const optionalScopes = [...new Set(namesOf(request.optional_scope))].filter((scope) => !scopes.includes(scope));
  if ([...scopes, ...optionalScopes].some((scope) => !allowed.includes(scope))) {
    return { sendTo: back(request, { error: "invalid_scope" }) };
  }
  return {
    ask: {
      request,
      appName: app.name,
      // An app that names none asks for all that it may have.
      scopes: scopes.length > 0 || optionalScopes.length > 0 ? scopes : allowed,
      optionalScopes,
      formToken: formTokenOf(app, request, now),
    },
  };
}

async function grant(
  tx: Transaction,
  request: ConsentRequest,
  user: TokenRow,
  scopes: readonly string[],
  now: number,
): Promise<string> {
  const code = randomUUID();
  await deleteUnusedGrants(tx, user.portal_id, request.client_id, now - formMilliseconds);
  await insertOauthGrant(tx, {
    grant_id: hashToken(code),
    portal_id: user.portal_id,
    client_id: request.client_id,
    user_id: user.user_id,
    scopes: scopes.join(" "),
    redirect_uri: request.redirect_uri,
    code_challenge: request.code_challenge || null,
    code_challenge_method: request.code_challenge === "" ? null : request.code_challenge_method || "plain",
    code_expires_at: now + limits.authorizationCodeSeconds * 1000,
    refresh_hash: null,
    created_at: now,
    revoked_at: null,
  });
  return code;
}

function back(request: ConsentRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(request.redirect_uri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (request.state !== "") url.searchParams.set("state", request.state);
  return url.href;
}

/** PKCE (RFC 7636): no challenge, or one that a verifier can have. */
function isChallenge({ code_challenge: challenge, code_challenge_method: method }: ConsentRequest): boolean {
  if (challenge === "") return method === "";
  return /^[A-Za-z0-9._~-]{43,128}$/.test(challenge) && ["", "plain", "S256"].includes(method);
}

function formTokenOf(app: OauthAppRow, request: ConsentRequest, time: number): string {
  const content = JSON.stringify([time, ...consentFields.map((field) => request[field])]);
  return `${time}.${createHmac("sha256", app.form_key).update(content).digest("hex")}`;
}

function isOurForm(app: OauthAppRow, request: ConsentRequest, formToken: string, now: number): boolean {
  const time = Number(/^(\d{1,15})\./.exec(formToken)?.[1]);
  return now - time <= formMilliseconds && isSameHash(formTokenOf(app, request, time), formToken);
}

function namesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}
