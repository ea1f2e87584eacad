import assert from "node:assert/strict";
import { test } from "node:test";
import { archiveOwner } from "../../support/owners.ts";
import { clientOf, watchMethods } from "../../support/sdk.ts";
import { newPortal } from "../../support/test-app.ts";

test("every typed method of the official SDK for owners works", async () => {
  const portal = await newPortal();
  const lin = await portal.addOwner("lin@example.com", "Sales");
  const gone = await portal.addOwner("gone@example.com");
  await archiveOwner(portal, gone.id);
  const { watched, uncalled } = watchMethods({ owners: clientOf(portal).crm.owners.ownersApi });
  const { owners } = watched;

  const first = await owners.getPage(undefined, undefined, 1, false);
  assert.deepEqual(
    first.results.map(({ id }) => id),
    [portal.ownerId],
  );
  const second = await owners.getPage(undefined, first.paging?.next?.after, 1, false);
  const [shown] = second.results;
  assert.deepEqual([shown?.id, shown?.teams?.[0]?.name, second.paging], [lin.id, "Sales", undefined]);
  const byEmail = await owners.getPage("lin@example.com");
  assert.deepEqual(
    byEmail.results.map(({ userId }) => userId),
    [lin.userId],
  );
  const archived = await owners.getPage(undefined, undefined, undefined, true);
  assert.deepEqual(
    archived.results.map(({ id, archived }) => [id, archived]),
    [[gone.id, true]],
  );

  const one = await owners.getById(Number(lin.id));
  assert.deepEqual([one.email, one.createdAt instanceof Date], ["lin@example.com", true]);
  assert.equal((await owners.getById(lin.userId, "userId")).id, lin.id);
  assert.equal((await owners.getById(Number(gone.id), "id", true)).userIdIncludingInactive, gone.userId);
  await assert.rejects(owners.getById(Number(gone.id)), { code: 404 });
  assert.deepEqual(uncalled(), []);
});
