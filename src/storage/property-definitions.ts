import type { Session, Transaction } from "./database.ts";
import type { PropertyDefinitionRow } from "./schema.ts";
import { builderOf, statement } from "./statement.ts";

const list = statement<{ portalId: number }, PropertyDefinitionRow>((db, value) =>
  db
    .selectFrom("property_definitions")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .orderBy("object_type_id")
    .orderBy("created_at")
    .orderBy("name"),
);

const listOfType = statement<{ portalId: number; objectTypeId: string }, PropertyDefinitionRow>((db, value) =>
  db
    .selectFrom("property_definitions")
    .selectAll()
    .where("portal_id", "=", value("portalId"))
    .where("object_type_id", "=", value("objectTypeId"))
    .orderBy("created_at")
    .orderBy("name"),
);

const update = statement<PropertyDefinitionRow>((db, value) =>
  db
    .updateTable("property_definitions")
    .set({
      definition: value("definition"),
      updated_at: value("updated_at"),
      archived_at: value("archived_at"),
      updated_user_id: value("updated_user_id"),
    })
    .where("portal_id", "=", value("portal_id"))
    .where("object_type_id", "=", value("object_type_id"))
    .where("name", "=", value("name")),
);

/** The portal's own definitions, archived ones too, oldest first in each object type. */
export const listPropertyDefinitions = (session: Session, portalId: number) => session.all(list, { portalId });

export const listDefinitionsOfType = (session: Session, portalId: number, objectTypeId: string) =>
  session.all(listOfType, { portalId, objectTypeId });

export const insertPropertyDefinition = (tx: Transaction, row: PropertyDefinitionRow) =>
  tx.query(builderOf(tx.engine).insertInto("property_definitions").values(row));

export const updatePropertyDefinition = (tx: Transaction, row: PropertyDefinitionRow) => tx.all(update, row);
