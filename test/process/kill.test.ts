import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createFreshDatabase } from "../support/embedded-postgres.ts";
import { type ServerProcess, startServerProcess, temporaryFolder } from "../support/server-process.ts";

const connections = 32;
const killAfterAnswers = 500;

test("on SQLite every call that was answered before a SIGKILL is there after it, whole and associated", async (t) => {
  await killWhileCreating(t, ["--data", temporaryFolder(t)]);
});

test("on PostgreSQL every call that was answered before a SIGKILL is there after it, whole and associated", async (t) => {
  const database = await createFreshDatabase(process.env.TEST_DATABASE_URL ?? assert.fail("no PostgreSQL"));
  t.after(() => database.stop());
  await killWhileCreating(t, ["--data", temporaryFolder(t), "--database-url", database.url]);
});

async function killWhileCreating(t: TestContext, where: readonly string[]): Promise<void> {
  const server = await startServerProcess(t, ["--port", "0", ...where]);
  const { id: contactId } = await post(server, "/crm/v3/objects/contacts", {
    properties: { email: "pat@example.com" },
  });

  const answered = new Map<string, string>();
  let next = 0;
  let killed = false;
  async function create(): Promise<void> {
    while (!killed) {
      const title = `Call ${next++}`;
      try {
        const call = await post(server, "/crm/v3/objects/calls", {
          properties: { hs_timestamp: "2026-03-17T01:32:44Z", hs_call_title: title, hs_call_body: `<p>${title}</p>` },
          associations: [
            { to: { id: contactId }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 194 }] },
          ],
        });
        answered.set(call.id, title);
      } catch (error) {
        if (!killed) throw error;
      }
      if (answered.size > killAfterAnswers && !killed) {
        killed = true;
        server.child.kill("SIGKILL");
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, create));
  await server.end("SIGKILL");
  assert.ok(answered.size > killAfterAnswers);

  const again = await startServerProcess(t, ["--port", "0", ...where]);
  const found = new Map<string, { title: string; contacts: string[] }>();
  let path: string | undefined =
    "/crm/v3/objects/calls?limit=100&properties=hs_call_title,hs_body_preview&associations=contacts";
  while (path) {
    const page: Page = await get(again, path);
    for (const call of page.results) {
      // Nothing half-written either: what was never answered may be there, but then whole.
      assert.equal(call.properties.hs_body_preview, call.properties.hs_call_title);
      found.set(call.id, {
        title: call.properties.hs_call_title ?? "",
        contacts: (call.associations?.contacts?.results ?? []).map((row) => `${row.id} ${row.type}`),
      });
    }
    path = page.paging?.next.link.slice(again.address.length);
  }
  for (const [id, title] of answered) {
    assert.deepEqual(found.get(id), { title, contacts: [`${contactId} call_to_contact`] });
  }
  const back = new Set<string>();
  path = `/crm/v3/objects/contacts/${contactId}/associations/calls`;
  while (path) {
    const page: Page = await get(again, path);
    for (const row of page.results) back.add(row.id);
    path = page.paging?.next.link.slice(again.address.length);
  }
  assert.deepEqual([...back].sort(), [...found.keys()].sort());
  await again.end();
}

type Page = {
  results: {
    id: string;
    properties: Record<string, string>;
    associations?: Record<string, { results: { id: string; type: string }[] }>;
  }[];
  paging?: { next: { link: string } };
};

async function post(server: ServerProcess, path: string, body: unknown): Promise<{ id: string }> {
  const answer = await fetch(`${server.address}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

async function get(server: ServerProcess, path: string): Promise<Page> {
  const answer = await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${server.token}` } });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Page;
}
