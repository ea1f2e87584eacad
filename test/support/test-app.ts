import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createOwner } from "../../src/domain/accounts/owners.ts";
import { createPortal } from "../../src/domain/accounts/portals.ts";
import { addToken, newToken } from "../../src/domain/accounts/tokens.ts";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { checkAnswer } from "./answer-check.ts";
import { watchStatements } from "./issued-statements.ts";

/** An answer of the server, its JSON parsed; `body` is undefined where the answer is empty or no JSON. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly body: any;
  readonly text: string;
};

/** A portal of its own for one test: its token, its owner, and calls to the server under test. */
export type TestPortal = {
  readonly address: string;
  readonly portalId: number;
  readonly token: string;
  readonly ownerId: string;
  readonly ownerUserId: number;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Creates a record and returns its id. */
  create(objectType: string, properties?: Record<string, unknown>, associations?: unknown): Promise<string>;
  /** Another token of the portal with these scopes only. */
  withScopes(scopes: readonly string[]): Promise<TestPortal>;
  /** The same portal as another server of the database shows it. */
  at(address: string): TestPortal;
  /** Adds an owner, with a team where one is named. */
  addOwner(email: string, team?: string): Promise<{ id: string; userId: number }>;
};

const activities: ReadonlySet<string> = new Set(["calls", "notes", "tasks", "meetings", "emails"]);

/** The clock of the server under test stands ahead of the real one by this much. */
let clockOffset = 0;
let running: Promise<App> | undefined;
const folders = new Map<string, string>();

/** The engine that this run of the suite is for. */
export const engine = process.env.TRUNKLINE_TEST_ENGINE === "postgres" ? "postgres" : "sqlite";

if (engine === "postgres") watchStatements();

/** The one server of this process, on the engine that the run is for; started at first use. */
export function testApp(): Promise<App> {
  running ??= startTestApp({});
  return running;
}

/** The folder in which the server under test keeps its data. */
export async function dataFolder(): Promise<string> {
  return folders.get((await testApp()).address) ?? "";
}

/** Another server, for a test that needs settings or a clock of its own and stops it at its end. */
export async function startTestApp(
  settings: Parameters<typeof readConfig>[0],
  now = () => Date.now() + clockOffset,
  appFolder?: string,
): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), "trunkline-test-"));
  const config = readConfig(
    {
      port: "0",
      data: folder,
      logLevel: "silent",
      maxFileMegabytes: "1",
      ...settings,
      ...(engine === "postgres" ? { databaseUrl: process.env.TEST_DATABASE_URL ?? "" } : {}),
    },
    {},
  );
  if (engine === "postgres" && !config.databaseUrl) throw new Error("TEST_DATABASE_URL is not set");
  const app = await startApp(appFolder === undefined ? config : { ...config, appFolder }, now);
  folders.set(app.address, folder);
  const stop = async () => {
    const failures = await app.stop();
    rmSync(folder, { recursive: true });
    return failures;
  };
  return { ...app, stop };
}

/** Moves the server's clock for the time of `work`. */
export async function withClockAhead<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  clockOffset += milliseconds;
  try {
    return await work();
  } finally {
    clockOffset -= milliseconds;
  }
}

after(async () => {
  await (await running)?.stop();
});

/** Makes a portal that no other test knows, on the shared server or on one of the test's own. */
export async function newPortal(own?: App): Promise<TestPortal> {
  const app = own ?? (await testApp());
  const { database, now } = app.services;
  const token = newToken();
  const { portalId, owner } = await database.transaction(async (tx) => {
    const portalId = await createPortal(tx, { name: "Test" }, now());
    const person = { email: "agent@example.com", firstName: "Ada", lastName: "Agent" };
    const owner = await createOwner(tx, portalId, person, now());
    await addToken(tx, { portalId, token, name: "test", userId: owner.userId, scopes: allScopes, now: now() });
    return { portalId, owner };
  });
  return portalWith(app, { portalId, token, ownerId: owner.id, ownerUserId: owner.userId });
}

type Identity = Pick<TestPortal, "portalId" | "token" | "ownerId" | "ownerUserId">;

function portalWith(app: Pick<App, "address" | "services">, identity: Identity): TestPortal {
  const request: TestPortal["request"] = (method, path, body, headers) =>
    send(app.address, identity.token, method, path, body, headers);
  return {
    ...identity,
    address: app.address,
    request,
    get: (path) => request("GET", path),
    post: (path, body) => request("POST", path, body),
    patch: (path, body) => request("PATCH", path, body),
    put: (path, body) => request("PUT", path, body),
    delete: (path) => request("DELETE", path),
    async create(objectType, properties = {}, associations) {
      const needed = activities.has(objectType) ? { hs_timestamp: "2026-03-17T01:32:44Z" } : {};
      const answer = await request("POST", `/crm/v3/objects/${objectType}`, {
        properties: { ...needed, ...properties },
        associations,
      });
      if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${answer.text}`);
      return answer.body.id as string;
    },
    async withScopes(scopes) {
      const token = newToken();
      const { database, now } = app.services;
      await database.transaction((tx) =>
        addToken(tx, {
          portalId: identity.portalId,
          token,
          name: "limited",
          userId: identity.ownerUserId,
          scopes,
          now: now(),
        }),
      );
      return portalWith(app, { ...identity, token });
    },
    at: (address) => portalWith({ ...app, address }, identity),
    addOwner: (email, team) =>
      app.services.database.transaction((tx) =>
        createOwner(
          tx,
          identity.portalId,
          { email, firstName: "", lastName: "", ...(team === undefined ? {} : { team }) },
          app.services.now(),
        ),
      ),
  };
}

async function send(
  address: string,
  token: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  };
  const response = await fetch(`${address}${path}`, {
    method,
    // An empty one is left out.
    headers: Object.entries(all).filter(([, value]) => value !== ""),
    redirect: "manual",
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  // A file's bytes are none, whatever they are.
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
  checkAnswer(method, path, answer);
  return answer;
}
