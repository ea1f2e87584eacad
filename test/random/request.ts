import { bodies, type Maker } from "./bodies.ts";
import type { Chance } from "./chance.ts";
import { type Known, someThing, thingsOf } from "./known.ts";
import type { About } from "./learn.ts";
import type { Operation } from "./operations.ts";
import { pathValue, queryValue, someTypes, type Types, verifier } from "./parameters.ts";
import { someText } from "./property-values.ts";
import { type MemberHint, valueFor } from "./schema-values.ts";

/** A request before it is written down: its parts can still be exchanged for others. */
export type Draft = {
  readonly operation: Operation;
  readonly types: Types;
  method: string;
  /** As it is spelled, with its parameters in braces. */
  path: string;
  params: Record<string, string>;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  /** A JSON value, or the fields of a form; undefined where there is none. */
  body: unknown;
};

/** A request as it goes over the wire. */
export type Sendable = {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Uint8Array | undefined;
};

/** Makes a request of an operation that is in order as far as what is known goes. */
export function draftRequest(known: Known, chance: Chance, operation: Operation): Draft {
  const types = someTypes(known, chance, operation);
  const path = chance.happens(0.8) ? operation.paths[0] : chance.oneOf(operation.paths);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const params = Object.fromEntries(names.map((name) => [name, pathValue(known, chance, operation, types, name)]));
  const share = operation.id === "askForConsent" ? 0.95 : 0.3;
  const query = operation.query
    .filter(({ name }) => chance.happens(operation.query.length > 12 ? 0.06 : share) && name !== "state")
    .map((parameter): [string, string] => [parameter.name, queryValue(known, chance, types, parameter)]);
  const draft: Draft = {
    operation,
    types,
    method: operation.method,
    path,
    params,
    query,
    headers: {},
    body: bodyOf({ known, chance, types, params }, operation),
  };
  if (operation.id === "getFileContent") followLink(known, chance, draft);
  if (draft.query.some(([name, value]) => name === "idProperty" && value !== "" && value !== "hs_object_id"))
    nameByUniqueValue(known, chance, draft);
  return draft;
}

/** Names the record by what it alone has in place of its id. */
function nameByUniqueValue(known: Known, chance: Chance, { query, params, types }: Draft): void {
  const idProperty = query.find(([name]) => name === "idProperty")?.[1];
  const kind = types.objectType ? `unique ${types.objectType.id} ${idProperty}` : "user";
  const name = types.objectType ? "objectId" : "ownerId";
  if (params[name] !== undefined) params[name] = someThing(known, chance, kind);
}

function bodyOf(maker: Maker, { id, body }: Operation): unknown {
  const { known, chance, types } = maker;
  if (!body) return undefined;
  const make = bodies[id];
  if (make && !chance.happens(0.05)) return make(maker);
  if (id === "decideConsent") {
    const form = thingsOf(known, "consent form");
    if (form.length > 0) return JSON.parse(chance.recent(form));
  }
  return valueFor(body.schema, chance, hintsOf(known, chance, types));
}

/** Members whose name says what they are, in bodies that follow from their schema. */
function hintsOf(known: Known, chance: Chance, types: Types): MemberHint {
  const thing = (kind: string) => someThing(known, chance, kind);
  const makers: Readonly<Record<string, () => unknown>> = {
    file: () => someText(chance),
    options: () => chance.oneOf(['{"access":"PRIVATE"}', '{"access":"PUBLIC_INDEXABLE","overwrite":true}']),
    fileName: () => `file-${chance.below(30)}.${chance.oneOf(["txt", "mp3", "png", ""])}`,
    folderId: () => (chance.happens(0.3) ? thing("folder") : undefined),
    folderPath: () => chance.oneOf(["/calls", "/calls/2026", "/"]),
    parentFolderId: () => thing("folder"),
    parentPath: () => chance.oneOf(["/calls", "/"]),
    parentFolderPath: () => chance.oneOf(["/calls", "/"]),
    access: () => chance.oneOf(["PRIVATE", "PUBLIC_NOT_INDEXABLE"]),
    displayOrder: () => chance.below(5),
    metadata: () =>
      types.objectType?.id === "0-5"
        ? { ticketState: chance.oneOf(["OPEN", "CLOSED"]) }
        : { probability: chance.oneOf(["0.1", "0.5", "1.0"]) },
    label: () => `Label ${chance.below(40)}`,
    stageId: () => (chance.happens(0.7) ? thing(`stage ${types.objectType?.id}`) : undefined),
    client_id: () => thing("client_id"),
    client_secret: () => thing("client_secret"),
    redirect_uri: () => thing("redirect_uri"),
    code: () => thing("code"),
    code_verifier: () => verifier,
    refresh_token: () => thing("refresh token"),
    grant_type: () => chance.oneOf(["authorization_code", "refresh_token", "client_credentials"]),
    scope: () => "oauth",
    accessToken: () => thing("consenting token"),
    token: () => thing(chance.oneOf(["access token", "refresh token", "consenting token"])),
    tokenKey: () => thing("access token"),
  };
  return (name) => (Object.hasOwn(makers, name) ? makers[name]?.() : undefined);
}

function followLink(known: Known, chance: Chance, draft: Draft): void {
  const links = thingsOf(known, "link").filter((link) => link.includes("/hubfs/"));
  if (links.length === 0) return;
  const url = new URL(chance.recent(links));
  draft.path = url.pathname;
  draft.params = {};
  draft.query = [...url.searchParams];
}

/** What the answer to a draft is understood with. */
export function aboutOf({ operation, types, params, body }: Draft): About {
  return { operation: operation.id, ...types, params, body };
}

/** Writes a draft down; its content type says how the body is written. */
export function encode(draft: Draft): Sendable {
  const path = draft.path.replace(/\{(\w+)\}/g, (_, name: string) => encodePart(name, draft.params[name] ?? ""));
  const query = draft.query.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`,
  );
  const target = query.length > 0 ? `${path}?${query.join("&")}` : path;
  if (draft.body === undefined) return { method: draft.method, target, headers: draft.headers, content: undefined };
  const type = draft.operation.body?.type ?? "application/json";
  const { content, contentType } = contentOf(type, draft.body);
  return { method: draft.method, target, headers: { "content-type": contentType, ...draft.headers }, content };
}

function encodePart(name: string, value: string): string {
  const text = value.toWellFormed();
  if (name !== "path") return encodeURIComponent(text);
  return text.replace(/^\//, "").split("/").map(encodeURIComponent).join("/");
}

function contentOf(type: string, body: unknown): { content: string; contentType: string } {
  if (type === "application/json") return { content: JSON.stringify(body), contentType: type };
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).map(
    ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as [string, string],
  );
  if (type !== "multipart/form-data") return { content: String(new URLSearchParams(fields)), contentType: type };
  const boundary = "part-of-a-random-form";
  const parts = fields.map(([name, value]) => {
    const isFile = name === "file" ? '; filename="note.txt"' : "";
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${isFile}\r\n\r\n${value}\r\n`;
  });
  return { content: `${parts.join("")}--${boundary}--\r\n`, contentType: `${type}; boundary=${boundary}` };
}
