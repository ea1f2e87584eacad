import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runCommandLine, type ServerProcess, startServerProcess, temporaryFolder } from "../support/server-process.ts";

async function run(data: string, ...args: string[]): Promise<string> {
  const { code, output, errors } = await runCommandLine([...args, "--data", data]);
  assert.equal(code, 0, errors);
  return output;
}

async function ask(server: ServerProcess, token: string, path = "/account-info/v3/details") {
  const answer = await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${token}` } });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return { status: answer.status, body: (await answer.json()) as any };
}

/** Asks until the server has noticed a change, which takes it a second at most. */
async function askUntil(server: ServerProcess, token: string, status: number, path?: string) {
  const start = Date.now();
  for (;;) {
    const answer = await ask(server, token, path);
    if (answer.status === status || Date.now() - start > 20_000) {
      assert.equal(answer.status, status);
      return answer.body;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("a second portal, its tokens, owners and apps are managed on the command line beside a running server", async (t) => {
  const data = temporaryFolder(t);
  const server = await startServerProcess(t, ["--port", "0", "--data", data]);
  const made = await run(data, "portal", "create", "--name", "Second", "--time-zone", "Europe/Berlin");
  const portal = /^Portal (\d+): Second$/m.exec(made)?.[1] ?? assert.fail(made);
  const uri = "http://localhost:3000/callback";
  const [list, created, owner, app] = await Promise.all([
    run(data, "portal", "list"),
    run(data, "token", "create", "--portal", portal, "--name", "Phone", "--scopes", "files,oauth"),
    run(data, "owner", "create", "--email", "kim@example.com", "--team", "Sales"),
    run(data, "app", "create", "--name", "Dialer", "--redirect-uri", uri, "--scopes", "oauth,files"),
  ]);
  assert.match(list, new RegExp(`^${portal}  Second  Europe/Berlin  USD$`, "m"));
  const [, id, token] = /^Token (\d+): (\S+)$/m.exec(created) ?? assert.fail(created);
  assert.equal((await ask(server, token as string)).body.portalId, Number(portal));
  assert.equal((await ask(server, token as string, "/crm/v3/owners")).status, 403);
  const shown = await run(data, "token", "list", "--portal", portal);
  assert.match(shown, new RegExp(`^${id}  \\S+  Phone  default  files,oauth$`, "m"));
  assert.ok(!shown.includes(token as string));

  const [limited, slow] = await Promise.all([
    run(data, "token", "limit", id as string, "free", "--portal", portal),
    run(data, "token", "create", "--portal", portal, "--name", "Slow", "--rate-limit", "oauth"),
  ]);
  assert.equal(limited.trim(), `Token ${id}: rate limit free`);
  const slowToken = /^Token \d+: (\S+)$/m.exec(slow)?.[1] ?? assert.fail(slow);
  const headers = { authorization: `Bearer ${slowToken}` };
  const answer = await fetch(`${server.address}/account-info/v3/details`, { headers });
  assert.equal(answer.headers.get("x-hubspot-ratelimit-max"), "110");
  assert.match(
    await run(data, "token", "list", "--portal", portal),
    / {2}Phone {2}free {2}.*\n.* {2}Slow {2}oauth {2}/,
  );
  const rotated = await run(data, "token", "rotate", id as string, "--portal", portal);
  const next = /^Token \d+: (\S+)$/m.exec(rotated)?.[1] ?? assert.fail(rotated);
  assert.equal((await ask(server, next)).status, 200);
  await askUntil(server, token as string, 401);
  await run(data, "token", "revoke", id as string, "--portal", portal);
  await askUntil(server, next, 401);

  const ownerId = /^Owner (\d+)/.exec(owner)?.[1] as string;
  await askUntil(server, server.token, 200, `/crm/v3/owners/${ownerId}`);
  await run(data, "owner", "archive", ownerId);
  await askUntil(server, server.token, 404, `/crm/v3/owners/${ownerId}`);
  assert.equal((await ask(server, server.token, `/crm/v3/owners/${ownerId}?archived=true`)).body.archived, true);
  assert.match(await run(data, "owner", "list"), new RegExp(`^${ownerId}  kim@example.com .* archived$`, "m"));

  const clientId = /^Client id +(\S+)$/m.exec(app)?.[1] as string;
  const secret = /^Client secret +(\S+)$/m.exec(app)?.[1] as string;
  const apps = await run(data, "app", "list");
  assert.ok(apps.includes(clientId) && apps.includes(uri) && !apps.includes(secret));
  await run(data, "app", "delete", clientId);
});

test("what the command line cannot do is said in one line", async (t) => {
  const data = temporaryFolder(t);
  await (await startServerProcess(t, ["--port", "0", "--data", data])).end();
  const cases = [
    [["portal", "create", "--name", "X", "--time-zone", "Mars/Base"], /Mars\/Base is not a time zone/],
    [["token", "create", "--name", "X", "--scopes", "files,nope"], /Unknown scopes: nope/],
    [["token", "create", "--name", "X", "--rate-limit", "generous"], /"generous" is none of: default, off, free, /],
    [["token", "limit", "7", "free"], /Token 7 was not found/],
    [["token", "create", "--name", "X", "--portal", "7"], /Portal 7 was not found/],
    [["app", "create", "--name", "X", "--scopes", "files", "--redirect-uri", "javascript:alert(1)"], /not an absolute/],
  ] as const;
  const ended = await Promise.all(cases.map(([args]) => runCommandLine([...args, "--data", data])));
  for (const [index, { code, errors }] of ended.entries()) {
    assert.equal(code, 1, errors);
    assert.match(errors, cases[index]?.[1] as RegExp);
    assert.equal(errors.trim().split("\n").length, 1, errors);
  }
});

test("a default token that was rotated away does not come back with the next start, and no token or signature is logged", async (t) => {
  const data = temporaryFolder(t);
  const first = await startServerProcess(t, ["--port", "0", "--data", data]);
  const { body } = await ask(first, first.token, "/trunkline/v1/tokens");
  const headers = { authorization: `Bearer ${first.token}` };
  const url = `${first.address}/trunkline/v1/tokens/${body.results[0].id}/rotate`;
  assert.equal((await fetch(url, { method: "POST", headers })).status, 200);
  await ask(first, first.token, "/oauth/v1/access-tokens/a-token-in-the-path");
  await ask(first, first.token, "/hubfs/1/2/a.txt?expires=1&signature=a-signature-in-the-query");
  await first.end();
  assert.ok(first.log().includes("/oauth/v1/access-tokens/:token") && !first.log().includes("a-token-in-the-path"));
  assert.ok(first.log().includes("/hubfs/1/2/a.txt") && !first.log().includes("a-signature-in-the-query"));
  const second = await startServerProcess(t, ["--port", "0", "--data", data]);
  assert.notEqual(second.token, first.token);
  assert.equal((await ask(second, first.token)).status, 401);
  assert.equal((await ask(second, second.token)).status, 200);
  assert.equal(readFileSync(join(data, "token"), "utf8"), `${second.token}\n`);
});
