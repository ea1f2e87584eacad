/** A scope as people choose it. */
export type Scope = { readonly name: string; readonly group: string; readonly description: string };

const kinds = [
  ["contacts", "contacts, calls and other activities"],
  ["companies", "companies"],
  ["deals", "deals"],
  ["custom", "records of the portal's own object types"],
] as const;

const definitionKinds: Readonly<Record<(typeof kinds)[number][0], string>> = {
  contacts: "the properties of contacts and calls",
  companies: "the properties of companies",
  deals: "the properties and pipelines of deals",
  custom: "the portal's own object types",
};

function scope(group: string, name: string, description: string): Scope {
  return { name, group, description };
}

/**
 * The scopes that a token can hold (contract 9.3). Calls and other activities go by the contacts scopes; those that
 * begin with `trunkline.` are our own.
 */
export const scopes: readonly Scope[] = [
  scope("Account", "oauth", "Be an app that users let in"),
  scope("Account", "account-info.security.read", "Read who did what in the account"),
  ...kinds.flatMap(([name, what]) => [
    scope("Records", `crm.objects.${name}.read`, `Read ${what}`),
    scope("Records", `crm.objects.${name}.write`, `Create, change and delete ${what}`),
    scope("Definitions", `crm.schemas.${name}.read`, `Read ${definitionKinds[name]}`),
    scope("Definitions", `crm.schemas.${name}.write`, `Change ${definitionKinds[name]}`),
  ]),
  ...["tickets", "leads", "appointments", "courses", "listings", "services", "orders", "projects"].flatMap((name) => [
    scope("Records", `crm.objects.${name}.read`, `Read ${name}`),
    scope("Records", `crm.objects.${name}.write`, `Create, change and delete ${name}`),
  ]),
  scope("Records", "crm.objects.feedback_submissions.read", "Read feedback submissions"),
  scope("Records", "crm.objects.feedback_submissions.write", "Create, change and delete feedback submissions"),
  scope("Account", "crm.objects.owners.read", "Read owners and teams"),
  scope("Files", "files", "All that can be done with files"),
  scope("Files", "files.read", "Read files"),
  scope("Files", "files.write", "Upload and change files"),
  scope("Files", "files.delete", "Delete files"),
  scope("Records", "sales-email-read", "Read the text of emails"),
  scope("Records", "tickets", "Read, create, change and delete tickets, and their properties"),
  scope("Account", "trunkline.owners.write", "Add, change and archive owners"),
  scope("Account", "trunkline.requests.read", "See the log of requests with their bodies"),
  scope("Account", "trunkline.tokens.read", "List tokens"),
  scope("Account", "trunkline.tokens.write", "Make, replace and revoke tokens"),
];

/** Their names. */
export const allScopes: readonly string[] = scopes.map(({ name }) => name);

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
