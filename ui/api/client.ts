import { ApiError, toApiError } from "./api-error.ts";
import type { Operations } from "./schema.generated.ts";

/** A member that must be given, unless there is nothing to give. */
type Given<T, Name extends string> = T extends undefined
  ? unknown
  : keyof T extends never
    ? unknown
    : { [K in Name]: T };
type GivenQuery<T> = keyof T extends never ? unknown : { query?: Query<T> };
type Query<T> = { [K in keyof T]?: T[K] | null };

export type Operation = keyof Operations;
export type Answer<O extends Operation> = Operations[O]["answer"];
export type Input<O extends Operation> = { signal?: AbortSignal } & Given<Operations[O]["path"], "path"> &
  GivenQuery<Operations[O]["query"]> &
  Given<Operations[O]["body"], "body">;

/** Set when the session is known; every request that changes something carries it. */
let csrfToken: string | undefined;

/** Remembers the session's token against forged requests. */
export function setCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/**
 * Asks the API, with the types of the operation: `call("GET /crm/v3/objects/{objectType}/{objectId}", { path, query })`.
 * @throws ApiError when the answer is a refusal, or the server could not be reached
 */
export async function call<O extends Operation>(operation: O, input?: Input<O>): Promise<Answer<O>> {
  const [method = "GET", template = "/"] = operation.split(" ");
  const { path, query, body, signal } = (input ?? {}) as LooseInput;
  return (await send(method, addressOf(template, path, query), body, signal)) as Answer<O>;
}

/** Where an operation's GET is found, for links that the browser follows itself (downloads). */
export function addressOf(template: string, path: LooseInput["path"] = {}, query: LooseInput["query"] = {}): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name] ?? "")));
  const text = queryText(query);
  return text === "" ? filled : `${filled}?${text}`;
}

type LooseInput = {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
};

function queryText(query: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    // Names have no commas and can be many; other values may have some, and stand one by one.
    if (Array.isArray(value) && !name.startsWith("properties"))
      for (const each of value) parameters.append(name, String(each));
    else if (!Array.isArray(value)) parameters.set(name, String(value));
    else if (value.length > 0) parameters.set(name, value.join(","));
  }
  return parameters.toString();
}

/** Sends one request; a form goes as a form, anything else as JSON. */
export async function send(method: string, address: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET" && csrfToken !== undefined) headers["x-csrf-token"] = csrfToken;
  if (body !== undefined && !isForm) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      credentials: "same-origin",
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({ status: 0, message: "The server cannot be reached. Is it running?" });
  }
  const text = await response.text();
  if (!response.ok) throw toApiError(response, text);
  return text === "" ? undefined : JSON.parse(text);
}
