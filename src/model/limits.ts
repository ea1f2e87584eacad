/** Every published limit by name. Sources: contract sections 1.2, 3.3, 6.2, 6.4, 8.1, 12. */
export const limits = {
  listDefault: 10,
  listMax: 100,
  listMaxWithHistory: 50,
  ownersDefault: 100,
  ownersMax: 500,
  associationsPage: 500,
  associationsInline: 100,
  associationBatchCreate: 2_000,
  associationBatchRead: 1_000,
  associationBatchArchive: 100,
  /** Pairs in one batch archive, over all its inputs. */
  associationPairsPerArchive: 10_000,
  associationLabelsPerPair: 50,
  associationLabelLength: 100,
  associationConfigurations: 100,
  /** What the usage reports name where the portal set no limit itself; it is not enforced. */
  associationsPerRecord: 50_000,
  /** The ids of a portal's own association types begin here, well above the built-in ones. */
  ownAssociationTypeIds: 100_000,
  textLength: 65_536,
  bodyPreviewLength: 10_000,
  bodyBytes: 16 * 1024 * 1024,
  headerBytes: 64 * 1024,
  pathParamLength: 1_000,
  historyVersionsPerProperty: 1_000,
  associationsPerCreate: 2_000,
  /** Portal, user, owner-user, app and association type ids stay below this (section 12, row 17). */
  smallIdCeiling: 2 ** 31,
  recordIdCeiling: 2 ** 53,
  recycleBinDays: 90,
} as const;
