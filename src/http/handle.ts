import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../domain/context.ts";
import { readableBy } from "../domain/object-types/readable.ts";
import { getObjectType } from "../domain/object-types/resolve.ts";
import { checkText } from "../domain/properties/text-rules.ts";
import { definitionScope } from "../model/catalog/scopes.ts";
import { refuse } from "../model/errors.ts";
import type { ObjectType } from "../model/object-type.ts";
import type { Actor } from "../model/portal.ts";
import { answerTogether } from "./answer-together.ts";
import { authenticate, requireScopes } from "./authenticate.ts";
import { setCommonHeaders } from "./common-headers.ts";
import { createFormReader } from "./form-body.ts";
import { createBodyReader } from "./json-body.ts";
import { readForm } from "./multipart.ts";
import { readQuery } from "./query.ts";
import { urlOfClient } from "./request-url.ts";
import type { HttpServices, Route, ScopeRule } from "./route.ts";
import { inVersionOf } from "./versions.ts";

type Params = Readonly<Record<string, string>>;
const noTypes: ReadonlyMap<string, ObjectType> = new Map();

/** Serves a route: token, limits of rate, object types, scopes, query and body are checked in this order, then its handler runs. */
export function serveRoute(
  server: FastifyInstance,
  http: HttpServices,
  route: Route,
  publicUrl: string | undefined,
): void {
  const createReader = route.form ? createFormReader : createBodyReader;
  const readBody = route.body ? createReader(route.body, route.bodyCharacters) : undefined;
  const typeParameters = [...route.path.matchAll(/:(objectType|toObjectType|fromObjectType)\b/g)].map(
    (match) => match[1] as string,
  );

  const isLogged = !route.path.startsWith("/app/");
  const reads = isRead(route);
  const replica = reads ? undefined : http.services.replica;

  server.route({
    method: route.method,
    url: route.path,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (isLogged) request.routeId = route.id;
      const params = request.params as Params;
      const actor = route.scope === "open" ? undefined : await authenticate(http, request);
      request.asker = actor;
      for (const name in params) checkText(params[name] as string, `The path parameter ${name}`);
      const ctx = actor ? await contextOf(http, actor, reads) : undefined;
      if (ctx) await http.guardRate(ctx, route.limitClass ?? "standard", reply);
      const types = ctx ? resolveTypes(ctx, typeParameters, params) : noTypes;
      if (ctx && route.scope && route.scope !== "open") requireScopes(ctx.actor, scopesOf(route.scope, types));
      const query = readQuery(route.query, request.query as Record<string, unknown>);
      if (readBody || route.upload) refuseCompressed(request.headers["content-encoding"]);
      const body = readBody?.(request.body as Buffer | undefined, request.headers["content-type"]);
      const origin = publicUrl ?? originOf(request);
      const url = urlOfClient(request);
      const handling = route.handle({
        // An open route has no portal to work in.
        ctx: ctx as Context,
        http,
        params,
        query,
        body,
        parts: () => readForm(request, http.services.files.largestBytes),
        header: (name) => request.headers[name] as string | undefined,
        typeOf: (parameter) => types.get(parameter) as ObjectType,
        method: request.method,
        isAllowed: () => isStillAllowed(http, route, request, types),
        origin,
        url,
        addressOf: (path) => `${origin}${inVersionOf(url, path)}`,
      });
      const handled = await (replica && actor ? noted(handling, () => replica.noteWrite(actor)) : handling);
      if (route.method === "GET") await answerTogether();
      setCommonHeaders(request, reply);
      if (handled.headers) reply.headers(handled.headers);
      reply.code(handled.status);
      if (handled.stream) return reply.send(handled.stream);
      if (handled.body === undefined) return reply.send();
      request.answerText = handled.body;
      return reply.type(handled.type ?? "application/json;charset=utf-8").send(handled.body);
    },
  });
}

async function isStillAllowed(
  http: HttpServices,
  route: Route,
  request: FastifyRequest,
  types: ReadonlyMap<string, ObjectType>,
): Promise<boolean> {
  try {
    if (route.scope === "open") return true;
    const actor = await authenticate(http, request);
    if (route.scope) requireScopes(actor, scopesOf(route.scope, types));
    return true;
  } catch {
    return false;
  }
}

/** Answers a write when it is noted; what was written before a refusal is noted as well. */
async function noted<T>(work: Promise<T>, note: () => Promise<void>): Promise<T> {
  try {
    return await work;
  } finally {
    await note();
  }
}

/** True for a route whose requests change nothing, whatever their method. */
function isRead({ method, scope, limitClass }: Route): boolean {
  if (method === "GET" || limitClass === "search") return true;
  return typeof scope === "object" && scope !== null && "access" in scope && scope.access === "read";
}

/** @throws Refusal 415 for a body that would have to be unpacked first */
function refuseCompressed(encoding: string | undefined): void {
  if (encoding === undefined || encoding === "" || encoding.toLowerCase() === "identity") return;
  throw refuse.edge(415, `Content encoding ${encoding.slice(0, 50)} is not supported here. Send the body as it is`);
}

function resolveTypes(ctx: Context, parameters: readonly string[], params: Params): Map<string, ObjectType> {
  const typeOf = (spelling = "") => readableBy(getObjectType(ctx.portal, spelling), ctx.actor.scopes);
  return new Map(parameters.map((parameter) => [parameter, typeOf(params[parameter])]));
}

/** Of each list the token must hold one. */
function scopesOf(rule: ScopeRule, types: ReadonlyMap<string, ObjectType>): string[][] {
  if ("scopes" in rule) return rule.scopes.map((scope) => [scope]);
  const also = (rule.alsoScopes ?? []).map((scope) => [scope]);
  const ofTypes = rule.objects.map((parameter) => alternatives(rule.access, types.get(parameter) as ObjectType));
  return [...also, ...ofTypes];
}

function alternatives(
  access: Extract<ScopeRule, { access: unknown }>["access"],
  { readScope, writeScope }: ObjectType,
): string[] {
  switch (access) {
    case "read":
      return [readScope];
    case "write":
      return [writeScope];
    case "read definitions":
      return [readScope, definitionScope(readScope)];
    case "write definitions":
      return [definitionScope(writeScope)];
  }
}

async function contextOf(http: HttpServices, actor: Actor, reads: boolean): Promise<Context> {
  const { database, now, ids, searches, report } = http.services;
  const portal = await http.portals.get(actor.portalId);
  if (!portal) throw refuse.notAuthenticated();
  const ctx = { db: database, database, portal, actor, now, ids, searches, report };
  return reads ? readElsewhere(ctx, http.services) : ctx;
}

/** Lets a request that changes nothing read from the replica, where there is one and it has come far enough. */
function readElsewhere(ctx: Context, { replica, replicaSearches }: HttpServices["services"]): Context {
  if (!replica || !replicaSearches) return ctx;
  const { database, either } = replica.forReads(ctx.actor);
  const searches = {
    ...ctx.searches,
    find: (query: Parameters<Context["searches"]["find"]>[0]) =>
      either(
        () => ctx.searches.find(query),
        () => replicaSearches.find(query),
      ),
    group: (query: Parameters<Context["searches"]["group"]>[0]) =>
      either(
        () => ctx.searches.group(query),
        () => replicaSearches.group(query),
      ),
  };
  return { ...ctx, db: database, database, searches };
}

function originOf(request: FastifyRequest): string {
  const host = request.headers.host ?? "";
  // What a client claims to have called is repeated in links, so only what can be a host is.
  return `http://${/^[\w.:[\]-]{1,255}$/.test(host) ? host : "localhost"}`;
}
