import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRefusal } from "../support/refusal.ts";
import { assertUnchanged, snapshot } from "../support/snapshot.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";

const path = "/trunkline/v1/tokens";
const calls = "/crm/v3/objects/calls";

async function createToken(portal: TestPortal, name: string, scopes?: readonly string[]) {
  const answer = await portal.post(path, { name, scopes });
  assert.equal(answer.status, 201, answer.text);
  return answer.body as { id: string; token: string; scopes: string[]; appId: number };
}

/** The status that a call's list answers to a token. */
async function statusFor(portal: TestPortal, token: string): Promise<number> {
  return (await portal.request("GET", calls, undefined, { authorization: `Bearer ${token}` })).status;
}

test("a new token is told once, works at once, and lists without itself", async () => {
  const portal = await newPortal();
  const answer = await portal.post(path, { name: " Phone system ", scopes: ["crm.objects.contacts.read"] });
  assert.equal(answer.status, 201);
  assert.deepEqual(Object.keys(answer.body), [
    "id",
    "name",
    "appId",
    "userId",
    "scopes",
    "rateLimit",
    "createdAt",
    "token",
  ]);
  const { token, ...told } = answer.body;
  assert.match(token, /^pat-na1-[0-9a-f-]{36}$/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.deepEqual([told.name, told.scopes], ["Phone system", ["crm.objects.contacts.read"]]);
  assert.equal(told.userId, portal.ownerUserId);
  assert.ok(told.appId < 2 ** 31);
  assert.equal(await statusFor(portal, token), 200);
  const list = await portal.get(path);
  assert.deepEqual(list.body.results.at(-1), told);
  assert.deepEqual(
    list.body.results.map(({ name }: { name: string }) => name),
    ["test", "Phone system"],
  );
  assert.ok(!list.text.includes(token));
  assert.ok(!(await snapshot(portal)).some((row) => row.includes(token)));
});

test("without scopes a token gets those of its maker", async () => {
  const portal = await newPortal();
  const scopes = ["crm.objects.contacts.read", "trunkline.tokens.write"];
  const made = await createToken(await portal.withScopes(scopes), "Copy");
  assert.deepEqual(made.scopes, scopes);
  assert.deepEqual((await createToken(portal, "Twice", [scopes[0] as string, scopes[0] as string])).scopes, [
    scopes[0],
  ]);
});

test("a token grants no scope that it does not hold, and replaces none that holds more", async () => {
  const portal = await newPortal();
  const { body } = await portal.get(path);
  const limited = await portal.withScopes(["trunkline.tokens.write", "tickets"]);
  await assertUnchanged(portal, async () => {
    const scopes = ["crm.objects.contacts.read", "trunkline.tokens.write"];
    const answer = await limited.post(path, { name: "More", scopes });
    assertRefusal(answer, 403, { category: "MISSING_SCOPES" });
    assert.deepEqual(answer.body.errors[0].context.requiredGranularScopes, ["crm.objects.contacts.read"]);
    const rotated = await limited.post(`${path}/${body.results[0].id}/rotate`);
    assertRefusal(rotated, 403, { category: "MISSING_SCOPES" });
    assert.ok(!rotated.text.includes("pat-"));
  });
  // The older scope holds what it stands for.
  assert.equal((await limited.post(path, { name: "Part", scopes: ["crm.objects.tickets.read"] })).status, 201);
});

test("a rotated token keeps its id, app and scopes; the former is refused at once", async () => {
  const portal = await newPortal();
  const made = await createToken(portal, "Turn", ["crm.objects.contacts.read"]);
  assert.equal(await statusFor(portal, made.token), 200);
  const rotated = await portal.post(`${path}/${made.id}/rotate`);
  assert.equal(rotated.status, 200);
  assert.notEqual(rotated.body.token, made.token);
  assert.deepEqual([rotated.body.id, rotated.body.appId, rotated.body.scopes], [made.id, made.appId, made.scopes]);
  assert.equal(await statusFor(portal, made.token), 401);
  assert.equal(await statusFor(portal, rotated.body.token), 200);
  const ids = (await portal.get(path)).body.results.map(({ id }: { id: string }) => id);
  assert.equal(ids.filter((id: string) => id === made.id).length, 1);
});

test("a revoked token is refused at once and for good", async () => {
  const portal = await newPortal();
  const made = await createToken(portal, "Gone");
  assert.equal(await statusFor(portal, made.token), 200);
  assert.equal((await portal.delete(`${path}/${made.id}`)).status, 204);
  assert.equal(await statusFor(portal, made.token), 401);
  assert.ok(!(await portal.get(path)).text.includes(made.id));
  await assertUnchanged(portal, async () => {
    assertRefusal(await portal.delete(`${path}/${made.id}`), 404, { category: "OBJECT_NOT_FOUND" });
    assertRefusal(await portal.post(`${path}/${made.id}/rotate`), 404, { category: "OBJECT_NOT_FOUND" });
  });
});

test("of two that rotate one token at the same moment, each gets a token and the last one counts", async () => {
  const portal = await newPortal();
  const made = await createToken(portal, "Race", ["crm.objects.contacts.read"]);
  const answers = await Promise.all([1, 2, 3].map(() => portal.post(`${path}/${made.id}/rotate`)));
  const statuses = await Promise.all(answers.map(({ body }) => statusFor(portal, body.token)));
  assert.deepEqual(statuses.toSorted(), [200, 401, 401]);
});

test("another portal's tokens can neither be listed, replaced nor revoked", async () => {
  const portal = await newPortal();
  const other = await newPortal();
  const made = await createToken(portal, "Mine");
  await assertUnchanged(portal, async () => {
    assert.ok(!(await other.get(path)).text.includes(made.id));
    assertRefusal(await other.delete(`${path}/${made.id}`), 404);
    assertRefusal(await other.post(`${path}/${made.id}/rotate`), 404);
  });
});

test("bad names, scopes and ids are refused and change nothing", async () => {
  const portal = await newPortal();
  await assertUnchanged(portal, async () => {
    for (const body of [
      {},
      [],
      { name: null },
      { name: 7 },
      { name: "" },
      { name: "  " },
      { name: "x".repeat(256) },
      { name: "a\0b" },
      { name: "\ud800" },
      { name: "x", scopes: null },
      { name: "x", scopes: "files" },
      { name: "x", scopes: [null] },
      { name: "x", scopes: [""] },
      { name: "x", scopes: ["files", "no.such.scope"] },
      { name: "x", scopes: Array.from({ length: 5_000 }, () => "files") },
    ]) {
      assertRefusal(await portal.post(path, body), 400, { category: "VALIDATION_ERROR" }, JSON.stringify(body));
    }
    for (const id of ["0", "-1", "abc", "99999999999999999999", "x".repeat(900), "%F0%9F%92%A5"]) {
      assertRefusal(await portal.delete(`${path}/${id}`), 404, { category: "OBJECT_NOT_FOUND" }, id);
      assertRefusal(await portal.post(`${path}/${id}/rotate`), 404, { category: "OBJECT_NOT_FOUND" }, id);
    }
  });
});
