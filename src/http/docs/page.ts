import type { ApiDocument, ApiOperation, ApiParameter, ApiResponse, Content } from "../openapi.ts";
import { type Html, html, prose } from "./html.ts";
import { renderSchema } from "./schema.ts";
import { styleSheet } from "./style.ts";

type Entry = { readonly method: string; readonly path: string; readonly operation: ApiOperation };

/** The description of the server as a page to read: markup and style alone, so that it works with scripts forbidden. */
export function renderDocs(document: ApiDocument): string {
  const { title, version, description } = document.info;
  const entries = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const areas = document.tags.map(({ name }) => ({
    name,
    entries: entries.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const schemas = Object.entries(document.components.schemas).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const names = schemas.map(([name]) => name);
  // The style is not escaped: its hash is what the page's policy lets in.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html`${title} API ${version}`.markup}</title>
<style>${styleSheet}</style>
</head>
<body>
${
  html`<a class="skip" href="#content">Skip to the operations</a>
<header><h1>${title} API</h1><p>${description} Version ${version} · <a href="/openapi.json">openapi.json</a></p></header>
${renderIndex(areas, names)}
<main id="content">
${areas.map(({ name, entries }) => html`<section><h2 id="area-${anchor(name)}">${name}</h2>${entries.map(renderOperation)}</section>`)}
<section><h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => html`<article id="schema-${name}"><h3>${name}</h3><div class="schema">${renderSchema(schema)}</div></article>`)}
</section>
</main>`.markup
}
</body>
</html>
`;
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

function renderIndex(areas: readonly { name: string; entries: readonly Entry[] }[], schemas: readonly string[]): Html {
  const groups = areas.map(
    ({ name, entries }) =>
      html`<li><a href="#area-${anchor(name)}">${name}</a><ul>${entries.map(
        ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
      )}</ul></li>`,
  );
  const names = schemas.map((name) => html`<li><a href="#schema-${name}">${name}</a></li>`);
  return html`<nav aria-label="Contents"><ul>${groups}<li><a href="#schemas">Schemas</a><ul>${names}</ul></li></ul></nav>`;
}

function renderOperation({ method, path, operation }: Entry): Html {
  const aliases = operation["x-aliases"] ?? [];
  return html`
<article id="${operation.operationId}">
<h3>${operation.summary}</h3>
<p class="call"><b class="${method.toLowerCase()}">${method}</b> <code>${path}</code></p>
<p>${prose(operation.description)}</p>
${aliases.length === 0 ? html`` : html`<details><summary>Other paths</summary><ul>${aliases.map((alias) => html`<li><code>${alias}</code></li>`)}</ul></details>`}
${renderParameters(operation.parameters)}
${operation.requestBody ? html`<h4>Body</h4>${renderContent(operation.requestBody.content)}` : html``}
<h4>Answers</h4>
<dl>${Object.entries(operation.responses).map(renderResponse)}</dl>
</article>`;
}

function renderParameters(parameters: readonly ApiParameter[]): Html {
  if (parameters.length === 0) return html``;
  const rows = parameters.map(
    (parameter) =>
      html`<tr><th scope="row"><code>${parameter.name}</code></th><td>${parameter.in}</td><td>${renderSchema(parameter.schema)}</td><td>${prose(parameter.description)}</td></tr>`,
  );
  return html`<h4>Parameters</h4>
<div class="wide" tabindex="0" role="region" aria-label="Parameters"><table><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function renderResponse([status, { description, content }]: [string, ApiResponse]): Html {
  const shown = content ? renderContent(content) : html``;
  return html`<dt><code>${status === "default" ? "4xx, 5xx" : status}</code> ${description}</dt><dd>${shown}</dd>`;
}

function renderContent(content: Content): Html {
  const note = (type: string) => (type === "application/json" ? html`` : html`<code>${type}</code> `);
  const kinds = Object.entries(content);
  return html`${kinds.map(([type, { schema }]) => html`<div class="schema">${note(type)}${renderSchema(schema)}</div>`)}`;
}
