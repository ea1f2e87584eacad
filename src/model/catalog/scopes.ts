/**
 * The scopes that a token can hold (contract 9.3). Calls and other activities go by the contacts scopes; those that
 * begin with `trunkline.` are our own.
 */
export const allScopes: readonly string[] = [
  "oauth",
  "account-info.security.read",
  ...["contacts", "companies", "deals", "custom"].flatMap((name) => [
    `crm.objects.${name}.read`,
    `crm.objects.${name}.write`,
    `crm.schemas.${name}.read`,
    `crm.schemas.${name}.write`,
  ]),
  ...[
    "tickets",
    "leads",
    "appointments",
    "courses",
    "listings",
    "services",
    "orders",
    "projects",
    "feedback_submissions",
  ].flatMap((name) => [`crm.objects.${name}.read`, `crm.objects.${name}.write`]),
  "crm.objects.owners.read",
  "files",
  "files.read",
  "files.write",
  "files.delete",
  "sales-email-read",
  "tickets",
  "trunkline.owners.write",
  "trunkline.requests.read",
  "trunkline.tokens.read",
  "trunkline.tokens.write",
];

/** Scopes that grant others: the older `tickets` scope covers reading and writing tickets, `files` all of files. */
export const impliedScopes: Readonly<Record<string, readonly string[]>> = {
  files: ["files.read", "files.write", "files.delete"],
  tickets: ["crm.objects.tickets.read", "crm.objects.tickets.write"],
};

/** The scope for a type's definitions that goes with one for its records; tickets and further types have none of their own. */
export function definitionScope(recordScope: string): string {
  const scope = recordScope.replace("crm.objects.", "crm.schemas.");
  return allScopes.includes(scope) ? scope : recordScope;
}
