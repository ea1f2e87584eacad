import type { Tables } from "../../src/storage/schema.ts";
import { builderOf } from "../../src/storage/statement.ts";
import { type TestPortal, testApp } from "./test-app.ts";

/** Tables whose rows belong to a portal. */
export type PortalTable = { [T in keyof Tables]: "portal_id" extends keyof Tables[T] ? T : never }[keyof Tables];

/** The rows of a table that belong to a portal, as they lie in the database. */
export async function storedRows<T extends PortalTable>(portal: TestPortal, table: T): Promise<Tables[T][]> {
  const { database } = (await testApp()).services;
  const query = builderOf(database.engine)
    .selectFrom(table as "objects")
    .selectAll()
    .where("portal_id", "=", portal.portalId);
  return (await database.query(query)) as unknown as Tables[T][];
}
