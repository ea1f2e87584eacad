import { updateOwnerArchivedAt } from "../../src/storage/owners.ts";
import { raiseDefinitionsVersion } from "../../src/storage/portals.ts";
import { type TestPortal, testApp } from "./test-app.ts";

/** Archives an owner, which nothing on the wire can do. For portals of which no request was made yet. */
export async function archiveOwner(portal: TestPortal, ownerId: string): Promise<void> {
  const { database, now } = (await testApp()).services;
  await database.transaction(async (tx) => {
    const time = now();
    const row = { portal_id: portal.portalId, owner_id: Number(ownerId), archived_at: time, updated_at: time };
    await updateOwnerArchivedAt(tx, row);
    await raiseDefinitionsVersion(tx, portal.portalId);
  });
}
