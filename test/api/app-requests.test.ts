import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../support/browser.ts";
import { readEvents } from "../support/events.ts";
import { addFile } from "../support/files.ts";
import { assertRefusal } from "../support/refusal.ts";
import { newPortal, startTestApp, type TestPortal } from "../support/test-app.ts";

type Summary = { id: string; sequence: number; method: string; path: string; status: number };

const calls = "/crm/v3/objects/calls";

async function list(portal: TestPortal, query = ""): Promise<Summary[]> {
  const answer = await portal.get(`/app/requests?${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.results;
}

const linesOf = (results: readonly Summary[]) =>
  results.map(({ method, path, status }) => `${method} ${path} ${status}`);

test("the last requests are listed, newest first, and each can be read with both bodies", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Renewal" });
  const read = await portal.get(`${calls}/${id}?properties=hs_call_title`);
  const refused = await portal.patch(`${calls}/${id}`, { properties: { hs_timestamp: "no time" } });
  const results = await list(portal);
  assert.deepEqual(linesOf(results), [`PATCH ${calls}/${id} 400`, `GET ${calls}/${id} 200`, `POST ${calls} 201`]);
  const { sequence, at, milliseconds, appId, ...told } = results[1] as never as Record<string, unknown>;
  assert.deepEqual(told, {
    id: read.headers.get("x-hubspot-correlation-id"),
    method: "GET",
    path: `${calls}/${id}`,
    query: "properties=hs_call_title",
    route: "getObject",
    status: 200,
    requestBytes: 0,
    responseBytes: Buffer.byteLength(read.text),
    userAgent: "node",
    byApp: false,
  });
  assert.ok(Math.abs(Number(at) - Date.now()) < 60_000 && Number(milliseconds) >= 0 && Number(appId) > 0);
  assert.ok((results[0] as Summary).sequence > Number(sequence));

  const whole = await portal.get(`/app/requests/${refused.headers.get("x-hubspot-correlation-id")}`);
  const sent = JSON.stringify({ properties: { hs_timestamp: "no time" } });
  assert.deepEqual(whole.body.request, { contentType: "application/json", body: sent, cut: false });
  assert.deepEqual(whole.body.response, {
    contentType: "application/json;charset=utf-8",
    body: refused.text,
    cut: false,
  });
});

test("a list is read page by page, by method, status and text, with what comes meanwhile on the first page only", async () => {
  const portal = await newPortal();
  const id = await portal.create("calls", { hs_call_title: "Find ME" });
  for (let index = 0; index < 4; index += 1) await portal.get(`${calls}/${id}`);
  await portal.get(`${calls}/1`);
  await portal.delete(`${calls}/${id}`);
  await portal.get("/crm/v3/nothing");
  const first = await portal.get("/app/requests?limit=3");
  await portal.get(calls);
  const second = await portal.get(`/app/requests?limit=3&after=${first.body.paging.next.after}`);
  const third = await portal.get(`/app/requests?limit=3&after=${second.body.paging.next.after}`);
  assert.deepEqual(
    [first, second, third].map(({ body }) => linesOf(body.results)),
    [
      [`DELETE ${calls}/${id} 204`, `GET ${calls}/1 404`, `GET ${calls}/${id} 200`],
      [`GET ${calls}/${id} 200`, `GET ${calls}/${id} 200`, `GET ${calls}/${id} 200`],
      [`POST ${calls} 201`],
    ],
  );
  assert.equal(third.body.paging, undefined);
  for (const [query, expected] of [
    ["method=delete", [`DELETE ${calls}/${id} 204`]],
    ["method=DELETE,POST", [`DELETE ${calls}/${id} 204`, `POST ${calls} 201`]],
    ["status=404", [`GET ${calls}/1 404`]],
    ["status=4XX&method=GET", [`GET ${calls}/1 404`]],
    ["status=201,404", [`GET ${calls}/1 404`, `POST ${calls} 201`]],
    ["q=find%20me&method=POST", [`POST ${calls} 201`]],
    [`q=delete%20${calls}`, [`DELETE ${calls}/${id} 204`]],
    ["q=resource%20not%20found", [`GET ${calls}/1 404`]],
    ["q=no%20such%20text", []],
  ] as const) {
    assert.deepEqual(linesOf(await list(portal, query)), expected, query);
  }
  const [one] = await list(portal, "status=404");
  assert.deepEqual(
    (await list(portal, `q=${one?.id}`)).map(({ id }) => id),
    [one?.id],
  );
});

test("secrets are hidden wherever they stand, and a search does not tell whether they are there", async () => {
  const portal = await newPortal();
  const made = await portal.post("/trunkline/v1/tokens", { name: "Phone", scopes: [] });
  await portal.get(`/oauth/v1/access-tokens/${made.body.token}`);
  await portal.get(`${calls}?hapikey=${portal.token}&limit=1`);
  await portal.request(
    "POST",
    "/oauth/v1/token",
    "grant_type=refresh_token&client_secret=s3cret&refresh_token=r3fresh",
    {
      "content-type": "application/x-www-form-urlencoded",
    },
  );
  const file = await portal.get(`/files/v3/files/${await addFile(portal)}/signed-url`);
  const signature = new URL(file.body.url).searchParams.get("signature") as string;
  await portal.get(`${calls}?limit=2&signature=${signature}`);
  const note = await portal.create("calls", { hs_call_body: `Use ${made.body.token} today and ${file.body.url}` });
  const [first] = await list(portal, "method=POST&status=201");
  const texts: string[] = [];
  for (const { id } of await list(portal)) texts.push((await portal.get(`/app/requests/${id}`)).text);
  assert.ok(texts.length >= 3);
  const all = texts.join("\n");
  assert.ok(all.includes(note) && all.includes("***"));
  for (const secret of [made.body.token, portal.token, "s3cret", "r3fresh", signature]) {
    assert.ok(!all.includes(secret.replace(/^pat-na1-/, "")), secret);
    assert.deepEqual(await list(portal, `q=${secret.replace(/^pat-na1-/, "")}`), []);
  }
  assert.equal(first?.status, 201);
  assert.match(all, /hapikey=\*\*\*/);
});

test("what is long is cut, and the size of all of it is told", async () => {
  const portal = await newPortal();
  const title = `${"ä".repeat(30_000)}`;
  const id = await portal.create("calls", { hs_call_body: title });
  const read = await portal.get(`${calls}/${id}?properties=hs_call_body`);
  const [get, post] = await list(portal);
  const [answer, request] = await Promise.all(
    [get, post].map(async (each) => (await portal.get(`/app/requests/${each?.id}`)).body),
  );
  assert.equal(request.request.cut, true);
  assert.ok(request.requestBytes > 60_000);
  assert.ok(Buffer.byteLength(request.request.body) <= 16 * 1024);
  assert.match(request.request.body, /^\{"properties":.*ää$/);
  assert.equal(answer.response.cut, true);
  assert.equal(answer.responseBytes, Buffer.byteLength(read.text));
  assert.ok(read.text.startsWith(answer.response.body.slice(0, 8_000)));
});

test("what is no text is not shown as one", async () => {
  const portal = await newPortal();
  const form = new FormData();
  form.append("file", new Blob([Buffer.from([0xff, 0xfe, 0x00])]), "a.bin");
  form.append("options", JSON.stringify({ access: "PRIVATE" }));
  const headers = { authorization: `Bearer ${portal.token}` };
  await fetch(`${portal.address}/files/v3/files`, { method: "POST", headers, body: form });
  await portal.request("POST", calls, Buffer.from([0xff, 0xfe]).toString("latin1"));
  for (const { id, path } of await list(portal)) {
    const { request } = (await portal.get(`/app/requests/${id}`)).body;
    if (path.startsWith("/files")) assert.equal(request.body, null);
  }
});

test("the web app's own part is never listed, and what it asks of the API only where that is asked for", async () => {
  const portal = await newPortal();
  const browser = await signIn(portal);
  await browser.get("/app/calls");
  await browser.get("/app/nothing");
  await browser.get(calls);
  await portal.get(calls);
  await fetch(`${portal.address}/healthz`);
  await fetch(`${portal.address}/docs`);
  const seen = (await browser.get("/app/requests")).body.results;
  assert.deepEqual(
    seen.map(({ byApp }: { byApp: boolean }) => byApp),
    [false],
  );
  const all = (await browser.get("/app/requests?app=true")).body.results;
  assert.deepEqual(
    all.map(({ path, byApp }: { path: string; byApp: boolean }) => [path, byApp]),
    [
      [calls, false],
      [calls, true],
    ],
  );
});

test("a portal sees its own requests and no other's", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  await other.create("calls", { hs_call_title: "Theirs" });
  const [theirs] = await list(other);
  assert.deepEqual(await list(portal), []);
  assert.deepEqual(await list(portal, `q=${theirs?.id}`), []);
  assertRefusal(await portal.get(`/app/requests/${theirs?.id}`), 404);
  assertRefusal(await portal.get("/app/requests/nothing"), 404);
});

test("where there is one portal it also sees what nobody was authenticated for", async (t) => {
  const app = await startTestApp({}, Date.now, undefined);
  t.after(() => app.stop());
  const portals = await newPortalsOf(app);
  const ask = (path: string, authorization: string) => fetch(`${app.address}${path}`, { headers: { authorization } });
  await ask(calls, "Bearer wrong");
  await ask("/crm/v3/unknown", "Bearer wrong");
  const answer = await ask("/app/requests", `Bearer ${app.token}`);
  const { results } = (await answer.json()) as { results: { path: string; status: number; appId: number | null }[] };
  const own = results.map(({ path, status, appId }) => [path, status, appId]);
  const expected = [
    ["/crm/v3/unknown", 404, null],
    [calls, 401, null],
  ];
  assert.deepEqual(own, portals === 1 ? expected : []);
});

test("who may not see the log is refused, and so is what cannot be asked of it", async () => {
  const portal = await newPortal();
  const limited = await portal.withScopes(["crm.objects.contacts.read"]);
  for (const path of ["/app/requests", "/app/requests/stream", "/app/requests/x"]) {
    assertRefusal(await limited.get(path), 403, { category: "MISSING_SCOPES" }, path);
  }
  for (const query of ["limit=0", "after=x", "status=9xx", "status=20", "app=1"]) {
    assertRefusal(await portal.get(`/app/requests?${query}`), 400, { category: "VALIDATION_ERROR" }, query);
  }
});

test("requests can be followed while they come, and from where somebody left off", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  await portal.get(`${calls}/1`);
  const [last] = await list(portal);
  const browser = await signIn(portal);
  const live = await readEvents(`${portal.address}/app/requests/stream?status=2xx`, { cookie: browser.cookie });
  assert.equal(live.response.headers.get("content-type"), "text/event-stream");
  await other.get(calls);
  await portal.get(`${calls}/1`);
  await portal.get(calls);
  const event = await live.next();
  assert.equal(event.type, "request");
  assert.deepEqual([event.data.path, event.data.status, String(event.data.sequence)], [calls, 200, event.id]);
  const headers = { authorization: `Bearer ${portal.token}`, "last-event-id": String(last?.sequence) };
  const again = await readEvents(`${portal.address}/app/requests/stream`, headers);
  assert.deepEqual([(await again.next()).data.status, (await again.next()).data.status], [404, 200]);
  await Promise.all([live.cancel(), again.cancel()]);
});

test("following ends when the session does", async () => {
  const portal = await newPortal();
  const browser = await signIn(portal);
  const live = await readEvents(`${portal.address}/app/requests/stream`, { cookie: browser.cookie });
  await browser.request("DELETE", "/app/session");
  assert.equal((await live.next()).type, "end");
  assert.equal(await live.isOver(), true);
});

test("who follows does not keep the server from stopping", async () => {
  const app = await startTestApp({});
  const headers = { authorization: `Bearer ${app.token}` };
  const live = await readEvents(`${app.address}/app/requests/stream`, headers);
  const before = performance.now();
  const [event, failures] = await Promise.all([live.next(), app.stop()]);
  assert.equal(event.type, "end");
  assert.deepEqual(failures, []);
  assert.equal(await live.isOver(), true);
  // The server gives up on connections that are still busy after eight seconds.
  assert.ok(performance.now() - before < 6_000);
});

/** How many portals the database of a server has; on PostgreSQL the tests share one. */
async function newPortalsOf(app: Awaited<ReturnType<typeof startTestApp>>): Promise<number> {
  const { sql } = await import("kysely");
  const { builderOf } = await import("../../src/storage/statement.ts");
  const { database } = app.services;
  const compiled = sql
    .raw<{ count: number }>("SELECT count(*) AS count FROM portals")
    .compile(builderOf(database.engine));
  const [row] = await database.query<{ count: number }>({ compile: () => compiled });
  return row?.count ?? 0;
}
