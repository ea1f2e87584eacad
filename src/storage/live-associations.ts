import type { Builder } from "./statement.ts";

/**
 * The associations (`a`) whose other end is live (`o`). Archived records are no rows of `objects`, so their
 * associations stay out of sight until they are restored.
 */
export function selectLiveAssociations(db: Builder) {
  return db
    .selectFrom("associations as a")
    .innerJoin("objects as o", (join) =>
      join
        .onRef("o.portal_id", "=", "a.portal_id")
        .onRef("o.object_type_id", "=", "a.to_type_id")
        .onRef("o.object_id", "=", "a.to_id"),
    );
}
