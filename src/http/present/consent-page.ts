import type { Consent, ConsentRequest, Question } from "../../domain/oauth/consent.ts";
import type { Handled } from "../route.ts";

/** Sends the user back to the app, or shows them what it asks for. */
export function presentConsent(consent: Consent): Handled {
  if ("sendTo" in consent) return { status: 302, headers: { location: consent.sendTo, "cache-control": "no-store" } };
  const { ask } = consent;
  return {
    status: ask.problem === undefined ? 200 : 400,
    body: page(ask),
    type: "text/html;charset=utf-8",
    headers: {
      "cache-control": "no-store",
      // Browsers hold the redirect after a form against form-action as well.
      "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${new URL(ask.request.redirect_uri).origin}; frame-ancestors 'none'; base-uri 'none'`,
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    },
  };
}

/** The request as one field of the form, which no browser changes on its way. */
export function encodeRequest(request: ConsentRequest): string {
  return Buffer.from(JSON.stringify(request)).toString("base64url");
}

function page({ request, appName, scopes, optionalScopes, formToken, problem }: Question): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Let ${escapeHtml(appName)} in</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #222; }
label, input { display: block; width: 100%; box-sizing: border-box; }
input { padding: 0.5rem; margin: 0.25rem 0 1rem; font: inherit; }
button { font: inherit; padding: 0.5rem 1rem; margin-right: 0.5rem; }
[role="alert"] { color: #a00; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(appName)} asks to be let in</h1>
${problem === undefined ? "" : `<p role="alert">${escapeHtml(problem)}</p>`}
<p>It wants to:</p>
<ul>${scopes.map(item("")).join("")}${optionalScopes.map(item(" (if you may yourself)")).join("")}</ul>
<p>You will be sent back to <strong>${escapeHtml(new URL(request.redirect_uri).host)}</strong>.</p>
<form method="post" action="/oauth/authorize" autocomplete="off">
<input type="hidden" name="request" value="${encodeRequest(request)}">
<input type="hidden" name="form_token" value="${escapeHtml(formToken)}">
<label for="token">A private-app token of the portal that shall let it in</label>
<input id="token" name="token" type="password" autocomplete="off">
<button name="decision" value="approve">Let it in</button>
<button name="decision" value="deny">Refuse</button>
</form>
</main>
</body>
</html>
`;
}

function item(note: string): (scope: string) => string {
  return (scope) => `<li><code>${escapeHtml(scope)}</code>${note}</li>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
