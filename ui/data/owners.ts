import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api/client.ts";
import type { Schemas } from "../api/schema.generated.ts";
import type { Permissions } from "../session/permissions.ts";
import { usePermissions } from "../session/session.ts";

export type Owner = Schemas["Owner"];

type Owners = {
  /** Those that records can be assigned to, by name. */
  readonly active: readonly Owner[];
  /** By owner id, with those that were archived: old records still name them. */
  readonly byId: ReadonlyMap<string, Owner>;
  readonly byUserId: ReadonlyMap<number, Owner>;
};

export const ownersKey = ["owners"] as const;
const none: Owners = { active: [], byId: new Map(), byUserId: new Map() };
const pageSize = 500;

/** Reads the owners, for `useOwners` or ahead of it. */
export const ownersQuery = (permissions: Permissions) =>
  queryOptions({
    queryKey: ownersKey,
    queryFn: async ({ signal }) => (await Promise.all([readAll(false, signal), readAll(true, signal)])).flat(),
    enabled: permissions.has("crm.objects.owners.read"),
    staleTime: 60_000,
  });

/** The portal's owners; empty where the token may not read them. */
export function useOwners(): Owners {
  const { data = none } = useQuery({ ...ownersQuery(usePermissions()), select: arrange });
  return data;
}

async function readAll(archived: boolean, signal: AbortSignal): Promise<Owner[]> {
  const owners: Owner[] = [];
  let after: string | undefined;
  do {
    const query = { limit: pageSize, archived, after };
    const page = await call("GET /crm/v3/owners", { query, signal });
    owners.push(...page.results);
    after = page.paging?.next.after;
  } while (after !== undefined);
  return owners;
}

function arrange(owners: readonly Owner[]): Owners {
  const active = owners.filter(({ archived }) => !archived);
  return {
    active: active.toSorted((a, b) => ownerName(a).localeCompare(ownerName(b))),
    byId: new Map(owners.map((owner) => [owner.id, owner])),
    byUserId: new Map(owners.map((owner) => [owner.userIdIncludingInactive, owner])),
  };
}

/** First and last name, or the e-mail address where there is none. */
export function ownerName({ firstName, lastName, email }: Pick<Owner, "firstName" | "lastName" | "email">): string {
  return `${firstName} ${lastName}`.trim() || email;
}
