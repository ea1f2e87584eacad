import assert from "node:assert/strict";
import type { Answer, TestPortal } from "./test-app.ts";

/** A browser that is signed in to the web app: it sends its cookie and no token. */
export type Browser = {
  /** The cookie as the browser sends it back. */
  readonly cookie: string;
  readonly csrfToken: string;
  /** Sends a request as the app does; one that changes something has the session's `x-csrf-token`. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
};

/** Signs a browser in with the portal's token. */
export async function signIn(portal: TestPortal): Promise<Browser> {
  const answer = await portal.request("POST", "/app/session", { token: portal.token }, { authorization: "" });
  assert.equal(answer.status, 200, answer.text);
  return browserWith(portal, cookieOf(answer), answer.body.csrfToken);
}

/** A browser with these, whatever they are. */
export function browserWith(portal: TestPortal, cookie: string, csrfToken: string): Browser {
  const request: Browser["request"] = (method, path, body, headers) => {
    const changes: Record<string, string> = /^(GET|HEAD)$/.test(method) ? {} : { "x-csrf-token": csrfToken };
    return portal.request(method, path, body, { authorization: "", cookie, ...changes, ...headers });
  };
  return { cookie, csrfToken, request, get: (path) => request("GET", path) };
}

/** What a browser keeps of an answer's `set-cookie`. */
export function cookieOf({ headers }: Answer): string {
  return headers.get("set-cookie")?.split(";", 1)[0] ?? "";
}
