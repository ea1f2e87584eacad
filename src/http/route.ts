import type { Readable } from "node:stream";
import type { Static, TSchema } from "typebox";
import type { OnlyPortal } from "../domain/accounts/only-portal.ts";
import type { PortalCache } from "../domain/accounts/portal-cache.ts";
import type { Services } from "../domain/accounts/services.ts";
import type { Sessions } from "../domain/accounts/sessions.ts";
import type { TokenCache } from "../domain/accounts/tokens.ts";
import type { Context } from "../domain/context.ts";
import type { FormPart } from "../domain/files/upload-form.ts";
import type { LimitClass } from "../domain/rate-limits/rate-counts.ts";
import type { RateLimiter } from "../domain/rate-limits/rate-limiter.ts";
import type { ObjectType } from "../model/object-type.ts";
import type { QueryShape, QueryValues } from "./query.ts";
import type { RateGuard } from "./rate-limit.ts";
import type { RequestLog } from "./request-log/request-log.ts";

/** What every handler can reach. */
export type HttpServices = {
  readonly services: Services;
  readonly portals: PortalCache;
  readonly tokens: TokenCache;
  readonly sessions: Sessions;
  readonly guardRate: RateGuard;
  readonly rateLimiter: RateLimiter;
  readonly requestLog: RequestLog;
  readonly onlyPortal: OnlyPortal;
  /** The version of this software. */
  readonly version: string;
};

/**
 * What a token must hold. `objects` names the path parameters whose object types decide: the read or write scope of
 * each is needed, or that of its definitions. Who may read records may read their definitions.
 */
export type ScopeRule =
  | {
      readonly access: "read" | "write" | "read definitions" | "write definitions";
      readonly objects: readonly string[];
      /** Needed beside those of the object types. */
      readonly alsoScopes?: readonly string[];
    }
  | {
      readonly scopes: readonly string[];
      /** In words, what the handler asks for beyond them, because only the body or path tells it. */
      readonly asWell?: string;
    };

export type Handled = {
  readonly status: number;
  /** JSON text, ready to send; undefined for an empty answer. */
  readonly body?: string;
  /** Bytes to send in place of a body; the headers tell their type and length. */
  readonly stream?: Readable;
  readonly headers?: Readonly<Record<string, string>>;
  /** The content type of a body that is not JSON. */
  readonly type?: string;
};

export type RequestHeader =
  | "range"
  | "if-none-match"
  | "cookie"
  | "host"
  | "origin"
  | "sec-fetch-dest"
  | "x-forwarded-proto"
  | "last-event-id";

export type Handling<Q extends QueryShape, B extends TSchema> = {
  readonly ctx: Context;
  readonly http: HttpServices;
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryValues<Q>;
  readonly body: Static<B>;
  /** The parts of the request's form, in a route that takes an upload. */
  readonly parts: () => AsyncIterable<FormPart>;
  /** The request's headers that a handler may look at, by name. */
  readonly header: (name: RequestHeader) => string | undefined;
  /** The object type that a path parameter names. */
  readonly typeOf: (parameter: string) => ObjectType;
  /** The method of the request; HEAD comes to the routes of GET. */
  readonly method: string;
  /** Whether who asked may still do so, in an answer that takes long; no refusal is thrown. */
  readonly isAllowed: () => Promise<boolean>;
  /** Where the client reached us: `http://127.0.0.1:4747`. */
  readonly origin: string;
  /** The request's path and query as they were sent. */
  readonly url: string;
  /** The whole address of a path of ours, in the version that the request was made in. */
  readonly addressOf: (path: string) => string;
};

/** A route: everything that validation, authorisation and the server's own description need, in one place. */
export type Route<Q extends QueryShape = QueryShape, B extends TSchema = TSchema> = {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly summary: string;
  /** Null where the route needs a token but no scope; `open` where it needs none. */
  readonly scope: ScopeRule | null | "open";
  /** Which limit of rate its requests count towards; `standard` where nothing is said. */
  readonly limitClass?: LimitClass;
  readonly query: Q;
  readonly body?: B;
  /** What a form with a file in it (multipart) holds, in place of a body; it is read as it arrives. */
  readonly upload?: TSchema;
  /** True where the body comes as a form's fields (`application/x-www-form-urlencoded`) instead of JSON. */
  readonly form?: boolean;
  /** The longest body, where it is shorter than what any route takes. */
  readonly bodyCharacters?: number;
  readonly response: {
    readonly status: number;
    readonly schema?: TSchema;
    /** The content type of an answer that is not JSON. */
    readonly type?: string;
    /** True where the answer goes on for as long as the client listens. */
    readonly endless?: true;
    /** A file, whole or a range of it. */
    readonly bytes?: true;
    /** What else it can be answered with, by status: a page, or nothing but a place to go to. */
    readonly others?: Readonly<Record<number, { readonly description: string; readonly type?: string }>>;
  };
  readonly handle: (handling: Handling<Q, B>) => Promise<Handled>;
};

/** Declares a route; the handler's input is typed after the declaration. */
export function defineRoute<Q extends QueryShape, B extends TSchema>(route: Route<Q, B>): Route {
  return route as unknown as Route;
}
