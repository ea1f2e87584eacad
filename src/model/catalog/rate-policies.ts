/** How many requests a token may make (contract 9.1). */
export type RatePolicy = {
  /** Requests of one app to one portal in any ten seconds. */
  readonly burst: number;
  /** Requests to a portal in a day of its time zone; undefined where they do not count towards it. */
  readonly daily: number | undefined;
  /** Searches of a portal in any second, of all object types together. */
  readonly searches: number;
};

const searches = 5;

/** The policies by the name that the settings use. */
export const ratePolicies = {
  free: { burst: 100, daily: 250_000, searches },
  professional: { burst: 190, daily: 625_000, searches },
  enterprise: { burst: 190, daily: 1_000_000, searches },
  /** Enterprise with one API limit add-on. */
  "add-on": { burst: 250, daily: 2_000_000, searches },
  oauth: { burst: 110, daily: undefined, searches },
} as const satisfies Readonly<Record<string, RatePolicy>>;

export type RatePolicyName = keyof typeof ratePolicies;
