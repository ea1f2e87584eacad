/** What a token's scopes allow. Calls and other activities go by the scopes of contacts. */
export type Permissions = {
  has(scope: string): boolean;
  /** Records of this type, by plural name (`calls`, `deals`) or by the id of a portal's own type (`2-…`). */
  canRead(objectType: string): boolean;
  canWrite(objectType: string): boolean;
  /** Definitions of properties, labels and pipelines of this type. */
  canDefine(objectType: string): boolean;
};

const activities: ReadonlySet<string> = new Set(["calls", "notes", "tasks", "meetings", "emails"]);
const named: ReadonlySet<string> = new Set(["contacts", "companies", "deals", "tickets"]);

/** Scopes that include others, in case the server names only what was granted. */
const implied: Readonly<Record<string, readonly string[]>> = {
  files: ["files.read", "files.write", "files.delete"],
  tickets: ["crm.objects.tickets.read", "crm.objects.tickets.write"],
};

/** Reads a token's scopes as permissions. */
export function permissionsOf(scopes: readonly string[]): Permissions {
  const held = new Set(scopes.flatMap((scope) => [scope, ...(implied[scope] ?? [])]));
  const has = (scope: string) => held.has(scope);
  return {
    has,
    canRead: (objectType) => has(`crm.objects.${scopeName(objectType)}.read`),
    canWrite: (objectType) => has(`crm.objects.${scopeName(objectType)}.write`),
    canDefine: (objectType) => {
      const name = scopeName(objectType);
      // Tickets have no scope for definitions of their own.
      return has(name === "tickets" ? "crm.objects.tickets.write" : `crm.schemas.${name}.write`);
    },
  };
}

function scopeName(objectType: string): string {
  if (activities.has(objectType)) return "contacts";
  return named.has(objectType) ? objectType : "custom";
}
