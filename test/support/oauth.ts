import { createHash } from "node:crypto";
import { createApp } from "../../src/domain/oauth/apps.ts";
import { checkAnswer } from "./answer-check.ts";
import { type TestPortal, testApp } from "./test-app.ts";

/** An OAuth app as its developer knows it. */
export type TestClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appId: number;
  readonly redirectUri: string;
};

export const redirectUri = "https://app.example.com/callback?from=trunkline";

/** Makes an app that belongs to a portal. */
export async function newClient(
  portal: TestPortal,
  scopes: readonly string[] = ["oauth", "crm.objects.contacts.read", "crm.objects.owners.read"],
  name = "Dialer <b>&",
): Promise<TestClient> {
  const { database, now } = (await testApp()).services;
  const input = { name, redirectUris: [redirectUri, "http://localhost:3000/callback"], scopes };
  const made = await database.transaction((tx) => createApp(tx, portal.portalId, input, now()));
  return { clientId: made.app.clientId, clientSecret: made.clientSecret, appId: made.app.appId, redirectUri };
}

/** What an answer without JSON looks like. */
export type Page = { readonly status: number; readonly headers: Headers; readonly text: string };

/** Opens the consent page, as a browser does. */
export async function openConsent(portal: TestPortal, parameters: Readonly<Record<string, string>>): Promise<Page> {
  const query = new URLSearchParams(parameters);
  return pageOf("GET", await fetch(`${portal.address}/oauth/authorize?${query}`, { redirect: "manual" }));
}

/** Sends the form of a consent page back with what the user entered. */
export async function submitConsent(
  portal: TestPortal,
  page: Page,
  entered: Readonly<Record<string, string>>,
): Promise<Page> {
  const hidden = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
  const body = new URLSearchParams({ ...fields, ...entered });
  return pageOf("POST", await fetch(`${portal.address}/oauth/authorize`, { method: "POST", body, redirect: "manual" }));
}

/** Where a page sends its reader. */
export function sentTo(page: Page): URL {
  const location = page.headers.get("location");
  if (page.status !== 302 || location === null) throw new Error(`answered ${page.status}: ${page.text}`);
  return new URL(location);
}

/** A code for which a user of the portal has let the app in. */
export async function authorize(
  portal: TestPortal,
  client: TestClient,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { clientId: client_id } = client;
  const request = { client_id, redirect_uri: client.redirectUri, scope: "oauth crm.objects.contacts.read" };
  const page = await openConsent(portal, { ...request, ...parameters });
  const sent = sentTo(await submitConsent(portal, page, { token: portal.token, decision: "approve" }));
  return sent.searchParams.get("code") ?? "";
}

/** Sends a form and reads the JSON of its answer. */
export async function postForm(portal: TestPortal, path: string, fields: Readonly<Record<string, string>>) {
  const answer = await fetch(`${portal.address}${path}`, { method: "POST", body: new URLSearchParams(fields) });
  const text = await answer.text();
  const told = { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) };
  checkAnswer("POST", path, told);
  return told;
}

/** Exchanges a code. */
export function exchange(
  portal: TestPortal,
  client: TestClient,
  code: string,
  more: Readonly<Record<string, string>> = {},
) {
  return postForm(portal, "/oauth/v1/token", {
    grant_type: "authorization_code",
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uri: client.redirectUri,
    code,
    ...more,
  });
}

/** The members of a request that show who the app is. */
export function credentialsOf(client: TestClient) {
  return { client_id: client.clientId, client_secret: client.clientSecret };
}

/** The challenge of a PKCE verifier (RFC 7636). */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

/** Reads a page, and checks that the server's description knows of it. */
async function pageOf(method: string, answer: Response): Promise<Page> {
  const page = { status: answer.status, headers: answer.headers, text: await answer.text() };
  const isJson = page.headers.get("content-type")?.startsWith("application/json") === true;
  checkAnswer(method, "/oauth/authorize", { ...page, body: isJson ? JSON.parse(page.text) : undefined });
  return page;
}
