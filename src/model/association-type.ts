export type AssociationCategory = "HUBSPOT_DEFINED" | "USER_DEFINED" | "INTEGRATOR_DEFINED" | "WORK";

/** One direction of one kind of link between two object types. */
export type AssociationType = {
  /** Unique over all categories of a portal; below 2^31. */
  readonly id: number;
  readonly category: AssociationCategory;
  readonly fromTypeId: string;
  readonly toTypeId: string;
  /** The v3 name: `call_to_contact`. */
  readonly name: string;
  readonly label: string | null;
  /** The type id of the same link seen from the other side. */
  readonly inverseId: number;
  /** The unlabelled type of the pair, which every other type of the pair implies (contract 4.3). */
  readonly isDefault: boolean;
  /** A record has at most one of these: setting another takes it from the one before (a primary company). */
  readonly isExclusive?: boolean;
  /** How many of these the portal allows a record (contract 4.6); undefined where it set no limit. */
  readonly maxToObjectIds?: number;
};
