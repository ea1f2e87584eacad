import { createRequire } from "node:module";
import type { TestPortal } from "./test-app.ts";

// biome-ignore lint/suspicious/noExplicitAny: it hands on the JSON of any answer
type Call = (...given: unknown[]) => Promise<any>;

/** What the tests use of it; its own types are sources that a strict compiler refuses. */
export type IndependentClient = {
  readonly engagements: Record<
    "get" | "getRecentlyModified" | "getAssociated" | "create" | "update" | "getCallDispositions",
    Call
  >;
  readonly crm: { readonly associations: Record<"create" | "createBatch" | "delete" | "deleteBatch", Call> };
  readonly owners: Record<"get" | "getById", Call>;
  readonly integrations: Record<"getAccountDetails", Call>;
  readonly oauth: Record<"getAccessToken" | "refreshAccessToken" | "getPortalInfo", Call> & {
    getAuthorizationUrl(asked: Readonly<Record<string, string>>): string;
  };
};

type Settings = Readonly<Partial<Record<"accessToken" | "clientId" | "clientSecret" | "redirectUri", string>>> & {
  readonly refreshToken?: string | undefined;
};

/**
 * The npm package `hubspot`, which MadKudu wrote and not HubSpot. Its option `baseUrl` is all that points it here. It
 * speaks the older APIs, and by itself waits 111 ms between two requests.
 */
const Hubspot = createRequire(import.meta.url)("hubspot") as new (settings: object) => IndependentClient;

export function independentClient(portal: TestPortal, settings: Settings): IndependentClient {
  return new Hubspot({ ...settings, baseUrl: portal.address, limiter: { minTime: 0, maxConcurrent: 2 } });
}
