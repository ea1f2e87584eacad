/** How many requests a token may make (contract 9.1). */
export type RatePolicy = {
  /** Requests of one app to one portal in any ten seconds. */
  readonly burst: number;
  /** Requests to a portal in a day of its time zone; undefined where they do not count towards it. */
  readonly daily: number | undefined;
  /** Searches of a portal in any second, of all object types together. */
  readonly searches: number;
  /** The associations API counts apart from everything else: for a portal, of all its apps together. */
  readonly associations: { readonly burst: number; readonly daily: number | undefined };
};

const searches = 5;

/** The policies by the name that the settings use. */
export const ratePolicies = {
  free: { burst: 100, daily: 250_000, searches, associations: { burst: 100, daily: 500_000 } },
  professional: { burst: 190, daily: 625_000, searches, associations: { burst: 150, daily: 500_000 } },
  enterprise: { burst: 190, daily: 1_000_000, searches, associations: { burst: 150, daily: 500_000 } },
  /** Enterprise with one API limit add-on. */
  "add-on": { burst: 250, daily: 2_000_000, searches, associations: { burst: 200, daily: 500_000 } },
  oauth: { burst: 110, daily: undefined, searches, associations: { burst: 100, daily: undefined } },
} as const satisfies Readonly<Record<string, RatePolicy>>;

export type RatePolicyName = keyof typeof ratePolicies;

/** What a token's limits can be: those of the server, none, or a policy by name. */
export type RateChoice = "default" | "off" | RatePolicyName;

export const rateChoices = ["default", "off", ...Object.keys(ratePolicies)] as readonly RateChoice[];

/** The choice of that name; one that only another version knows counts as the default. */
export function rateChoiceOf(text: string): RateChoice {
  return rateChoices.find((choice) => choice === text) ?? "default";
}

/**
 * The policy that a choice comes to; undefined where nothing is limited.
 * @param server the server's own, undefined where it limits nothing; where it does, apps that users let in have the
 * limits of such apps, whatever the tier, and count towards no day (contract 9.1)
 */
export function policyOf(choice: RateChoice, server: RatePolicy | undefined, isOauthApp: boolean) {
  if (choice === "off") return undefined;
  if (choice !== "default") return ratePolicies[choice];
  return server && isOauthApp
    ? { ...ratePolicies.oauth, associations: { ...server.associations, daily: undefined } }
    : server;
}

/** True where a policy allows in nothing more than another does. */
export function isWithin(policy: RatePolicy, other: RatePolicy): boolean {
  const fits = (one: number | undefined, most: number | undefined) =>
    most === undefined || (one ?? Number.POSITIVE_INFINITY) <= most;
  return (
    policy.burst <= other.burst &&
    fits(policy.daily, other.daily) &&
    policy.searches <= other.searches &&
    policy.associations.burst <= other.associations.burst &&
    fits(policy.associations.daily, other.associations.daily)
  );
}
