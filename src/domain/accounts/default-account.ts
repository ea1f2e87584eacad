import { allScopes } from "../../model/catalog/scopes.ts";
import type { Transaction } from "../../storage/database.ts";
import { listOwners } from "../../storage/owners.ts";
import { listPortals, lockAccounts } from "../../storage/portals.ts";
import { createOwner } from "./owners.ts";
import { createPortal } from "./portals.ts";
import { addToken } from "./tokens.ts";

export type DefaultAccount = { readonly portalId: number; readonly ownerId: string; readonly userId: number };

/**
 * The portal and owner that a fresh database is made ready with, and every later start finds again. Each of `tokens`
 * is added to it where it is not yet known.
 */
export async function ensureDefaultAccount(
  tx: Transaction,
  tokens: readonly { readonly token: string; readonly name: string }[],
  now: number,
): Promise<DefaultAccount> {
  await lockAccounts(tx);
  const [portal] = await listPortals(tx);
  const portalId = portal?.portal_id ?? (await createPortal(tx, { name: "Trunkline" }, now));
  const owner =
    (await listOwners(tx, portalId)).find((candidate) => candidate.archived_at === null) ??
    (await makeOwner(tx, portalId, now));
  for (const { token, name } of tokens) {
    await addToken(tx, { portalId, token, name, userId: owner.user_id, scopes: allScopes, now });
  }
  return { portalId, ownerId: String(owner.owner_id), userId: owner.user_id };
}

async function makeOwner(tx: Transaction, portalId: number, now: number) {
  const input = { email: "owner@trunkline.example", firstName: "Trunkline", lastName: "Owner" };
  const owner = await createOwner(tx, portalId, input, now);
  return { owner_id: Number(owner.id), user_id: owner.userId };
}
