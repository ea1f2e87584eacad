import type { Session, Transaction } from "./database.ts";
import type { OwnerRow, OwnerTeamRow, TeamRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const listAll = statement<{ portalId: number }, OwnerRow>((db, value) =>
  db.selectFrom("owners").selectAll().where("portal_id", "=", value("portalId")).orderBy("owner_id"),
);

const listMemberships = statement<{ portalId: number }, OwnerTeamRow & Pick<TeamRow, "name">>((db, value) =>
  db
    .selectFrom("owner_teams as m")
    .innerJoin("teams as t", (join) =>
      join.onRef("t.portal_id", "=", "m.portal_id").onRef("t.team_id", "=", "m.team_id"),
    )
    .selectAll("m")
    .select("t.name")
    .where("m.portal_id", "=", value("portalId"))
    .orderBy("m.owner_id")
    .orderBy("m.team_id"),
);

/** Every owner of the portal, archived ones too, by id. */
export const listOwners = (session: Session, portalId: number) => session.all(listAll, { portalId });

export const listOwnerTeams = (session: Session, portalId: number) => session.all(listMemberships, { portalId });

export const insertOwner = (tx: Transaction, row: OwnerRow) =>
  tx.query(builderOf(tx.engine).insertInto("owners").values(row));

export const insertTeam = (tx: Transaction, row: TeamRow) =>
  tx.query(builderOf(tx.engine).insertInto("teams").values(row));

export const insertOwnerTeam = (tx: Transaction, row: OwnerTeamRow) =>
  tx.query(builderOf(tx.engine).insertInto("owner_teams").values(row));

export const deleteOwnerTeams = (tx: Transaction, portalId: number, ownerId: number) =>
  tx.query(
    builderOf(tx.engine).deleteFrom("owner_teams").where("portal_id", "=", portalId).where("owner_id", "=", ownerId),
  );

export const listTeams = (session: Session, portalId: number) =>
  session.query(
    builderOf(session.engine).selectFrom("teams").selectAll().where("portal_id", "=", portalId).orderBy("team_id"),
  );

export const updateOwnerNames = (
  tx: Transaction,
  row: Pick<OwnerRow, "portal_id" | "owner_id" | "first_name" | "last_name" | "updated_at">,
) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("owners")
      .set({ first_name: row.first_name, last_name: row.last_name, updated_at: row.updated_at })
      .where("portal_id", "=", row.portal_id)
      .where("owner_id", "=", row.owner_id),
  );

export const updateOwnerArchivedAt = (
  tx: Transaction,
  row: Pick<OwnerRow, "portal_id" | "owner_id" | "archived_at" | "updated_at">,
) =>
  tx.query(
    builderOf(tx.engine)
      .updateTable("owners")
      .set({ archived_at: row.archived_at, updated_at: row.updated_at })
      .where("portal_id", "=", row.portal_id)
      .where("owner_id", "=", row.owner_id),
  );
