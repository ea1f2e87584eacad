import type { AssociationTypeRegistry } from "./association-type-registry.ts";
import type { RateChoice, RatePolicy } from "./catalog/rate-policies.ts";
import type { ObjectTypeRegistry } from "./object-type-registry.ts";
import type { Pipeline } from "./pipeline.ts";

/** The account. Everything that requests ask of a portal's settings is held here in memory. */
export type Portal = {
  readonly portalId: number;
  readonly name: string;
  readonly accountType: string;
  readonly timeZone: string;
  readonly currency: string;
  /** Whether unknown and read-only properties of an update are refused (section 12, row 1). */
  readonly strict: boolean;
  readonly objectTypes: ObjectTypeRegistry;
  readonly associationTypes: AssociationTypeRegistry;
  readonly outcomes: readonly CallChoice[];
  readonly callTypes: readonly CallChoice[];
  /** In the order of every answer, each with its stages. */
  readonly pipelines: readonly Pipeline[];
  readonly owners: ReadonlyMap<string, Owner>;
};

/** A call outcome or call type. A deleted one stays readable on old calls and is refused on new ones. */
export type CallChoice = {
  /** GUID of an outcome; of a call type too, whose stored value is its label. */
  readonly id: string;
  readonly label: string;
  readonly position: number;
  readonly deleted: boolean;
};

export type Team = { readonly id: string; readonly name: string; readonly primary: boolean };

/** A user that records can be assigned to; `hubspot_owner_id` takes `id`, never `userId` (contract 6.2). */
export type Owner = {
  readonly id: string;
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly type: "PERSON" | "QUEUE";
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly teams: readonly Team[];
};

/** Who asks: the token's app and user, and what it was granted. */
export type Actor = {
  readonly portalId: number;
  readonly appId: number;
  readonly userId: number;
  readonly scopes: ReadonlySet<string>;
  /** Which limits of rate the token was given, and what they come to: undefined where there are none. */
  readonly rateLimit: RateChoice;
  readonly ratePolicy: RatePolicy | undefined;
  /** A browser's session asks, which is the user at work in the web app. */
  readonly bySession?: true;
};

/** A private app's token, without the token itself: that is told once. */
export type PrivateToken = {
  readonly id: string;
  readonly name: string;
  readonly appId: number;
  readonly userId: number;
  readonly scopes: readonly string[];
  readonly rateLimit: RateChoice;
  readonly createdAt: number;
};

/** How a value came to be, as kept in history (contract 1.4). */
export type ChangeSource = {
  readonly type: "INTEGRATION" | "CRM_UI" | "CALCULATED";
  readonly id: string | null;
  readonly label: string | null;
  readonly userId: number | null;
};
