import { limits } from "../model/limits.ts";

const prefix = "trunkline_session";

/**
 * The name of the session's cookie. Browsers keep cookies by host and not by port, so that two servers of one machine
 * would sign each other out.
 */
function nameFor(host = ""): string {
  const port = /:(\d+)$/.exec(host)?.[1];
  return port === undefined || port === "80" || port === "443" ? prefix : `${prefix}_${port}`;
}

/** The secret of the session that a browser's cookies hold. */
export function sessionSecretOf(cookies: string | undefined, host: string | undefined): string | undefined {
  const wanted = `${nameFor(host)}=`;
  for (const part of cookies?.split(";") ?? []) {
    const cookie = part.trim();
    if (cookie.startsWith(wanted)) return cookie.slice(wanted.length);
  }
  return undefined;
}

/** The header that lets a browser keep a session; no script can read it, and no other site can make it be sent. */
export function keepSession(secret: string, host: string | undefined, isSecure: boolean): Record<string, string> {
  return cookieHeader(nameFor(host), secret, limits.sessionMilliseconds / 1_000, isSecure);
}

/** The header that makes a browser forget its session. */
export function forgetSession(host: string | undefined, isSecure: boolean): Record<string, string> {
  return cookieHeader(nameFor(host), "", 0, isSecure);
}

function cookieHeader(name: string, value: string, seconds: number, isSecure: boolean): Record<string, string> {
  const attributes = `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
  return { "set-cookie": `${name}=${value}; ${attributes}`, "cache-control": "no-store" };
}
