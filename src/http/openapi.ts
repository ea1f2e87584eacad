import type { TSchema } from "typebox";
import { createComponents, type Schema } from "./openapi-schemas.ts";
import type { Route, ScopeRule } from "./route.ts";
import { errorAnswer } from "./schemas/error.ts";
import { aliasesOf } from "./versions.ts";

export type ApiParameter = {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
};

/** By content type. */
export type Content = Readonly<Record<string, { readonly schema: Schema }>>;
export type ApiResponse = { readonly description: string; readonly content?: Content };

export type ApiOperation = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly ApiParameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, ApiResponse>>;
  /** The same operation's other paths. */
  readonly "x-aliases"?: readonly string[];
};

export type ApiDocument = {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  /** By path, then by method in small letters. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
};

const jsonType = "application/json";
const formType = "application/x-www-form-urlencoded";

type Describe = (schema: TSchema) => Schema;

/** The server's own description (OpenAPI 3.1), made of nothing but the route table. */
export function describeApi(routes: readonly Route[], version: string): ApiDocument {
  const components = createComponents();
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = describeOperation(route, components.describe);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Trunkline", version, description: "A self-hosted call-engagement CRM that speaks HubSpot's API." },
    servers: [{ url: "/" }],
    tags: [...new Set(routes.map(areaOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { bearer: { type: "http", scheme: "bearer", description: "A private-app or OAuth token" } },
    },
  };
}

function describeOperation(route: Route, describe: Describe): ApiOperation {
  const aliases = aliasesOf(route.path).map(templateOf);
  return {
    operationId: route.id,
    summary: route.summary,
    description: scopeText(route.scope),
    tags: [areaOf(route)],
    security:
      route.scope === "open" ? [] : [{ bearer: route.scope && "scopes" in route.scope ? route.scope.scopes : [] }],
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.upload
      ? { requestBody: { required: true, content: { "multipart/form-data": { schema: describe(route.upload) } } } }
      : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { [route.form ? formType : jsonType]: { schema: describe(route.body) } },
          },
        }
      : {}),
    responses: describeResponses(route, describe),
    ...(aliases.length > 0 ? { "x-aliases": aliases } : {}),
  };
}

function describeResponses({ path, response }: Route, describe: Describe): Record<string, ApiResponse> {
  const refused = { description: "Refused", content: { [jsonType]: { schema: describe(errorAnswer) } } };
  if (response.bytes) {
    const content = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
    return {
      200: { description: "The bytes, under the file's own media type", content },
      206: { description: "The bytes of the range that was asked for", content },
      304: { description: "The bytes are those that the client has" },
      default: refused,
    };
  }
  const content = response.schema
    ? { content: { [response.type ?? jsonType]: { schema: describe(response.schema) } } }
    : {};
  // Some inputs of a batch may fail alone, in every version (section 12, row 18).
  const partial = response.schema && /\/batch\//.test(path);
  return {
    [response.status]: { description: response.schema ? "Done" : "Done; the answer is empty", ...content },
    ...(partial ? { 207: { description: "Done in part; the errors are told beside the results", ...content } } : {}),
    ...Object.fromEntries(
      Object.entries(response.others ?? {}).map(([status, { description, type }]) => {
        const told = Number(status) >= 400 ? refused.content : {};
        const page = type === undefined ? {} : { [type]: { schema: { type: "string" } } };
        const both = { ...told, ...page };
        return [status, { description, ...(Object.keys(both).length > 0 ? { content: both } : {}) }];
      }),
    ),
    default: refused,
  };
}

/** A route's path with its parameters in braces; what takes the whole rest is called `path`. */
function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}").replace(/\*$/, "{path}");
}

const parameterTexts: Readonly<Record<string, string>> = {
  objectType: "An object type by its name (`calls`, `call`) or id (`0-48`)",
  fromObjectType: "The object type at one end, by name or id",
  toObjectType: "The object type at the other end, by name or id",
  objectId: "The record's id",
  toObjectId: "The id of the record at the other end",
  path: "An id, or a path whose slashes may be written as they are",
  associationType: "The association type's number (`194`) or name (`call_to_contact`)",
};

function pathParameters({ path }: Route): ApiParameter[] {
  return [...templateOf(path).matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: parameterTexts[name] ?? name.replace(/([A-Z])/g, " $1").toLowerCase(),
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Route): ApiParameter[] {
  return Object.entries(query).map(([name, { description, schema }]) => ({
    name,
    in: "query",
    required: false,
    description,
    schema,
  }));
}

function scopeText(scope: ScopeRule | null | "open"): string {
  if (scope === "open") return "Needs no token.";
  if (scope === null) return "Needs a token; any will do.";
  if ("scopes" in scope && scope.asWell !== undefined) return `Needs ${scope.asWell}.`;
  if ("scopes" in scope) return `Needs the scope ${scope.scopes.map((name) => `\`${name}\``).join(" and ")}.`;
  const also = (scope.alsoScopes ?? []).map((name) => `the scope \`${name}\` and `).join("");
  return `Needs ${also}the ${scope.access} scope of the object type in ${scope.objects.map((name) => `\`${name}\``).join(" and ")}.`;
}

/** The part of the API that a route belongs to, as its path names it. */
function areaOf({ path }: Route): string {
  const ofRecord = path.startsWith("/crm/v") && /\/objects\/.+\/associations\b/.test(path);
  const area = ofRecord ? "associations" : /^\/(?:crm\/v\d\/)?([^/]+)/.exec(path)?.[1];
  const words = (area ?? "other").replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
