import type { TestPortal } from "./test-app.ts";

export const schemas = "/crm/v3/schemas";

/** A schema that is in order: machines with a serial number that is required and unique. */
export function machine(members: Record<string, unknown> = {}) {
  return {
    name: "machine",
    labels: { singular: "Machine", plural: "Machines" },
    primaryDisplayProperty: "model",
    secondaryDisplayProperties: ["serial"],
    searchableProperties: ["model"],
    requiredProperties: ["serial"],
    properties: [
      { name: "model", label: "Model", type: "string", fieldType: "text" },
      { name: "serial", label: "Serial", type: "string", fieldType: "text", hasUniqueValue: true },
    ],
    associatedObjects: ["CONTACT"],
    ...members,
  };
}

export type Schema = {
  readonly objectTypeId: string;
  readonly fullyQualifiedName: string;
  readonly associations: readonly { id: string; name: string; fromObjectTypeId: string; toObjectTypeId: string }[];
};

export async function createSchema(portal: TestPortal, members: Record<string, unknown> = {}): Promise<Schema> {
  const answer = await portal.post(schemas, machine(members));
  if (answer.status !== 201) throw new Error(`the schema answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** The id of a schema's association type by its name: `CALL_TO_MACHINE`. */
export function typeIdOf(schema: Schema, name: string): number {
  return Number(schema.associations.find((association) => association.name === name)?.id);
}

/** An entry of `associations` in a create, for a type that belongs to the portal. */
export function ownAssociation(id: string, associationTypeId: number) {
  return { to: { id }, types: [{ associationCategory: "USER_DEFINED", associationTypeId }] };
}
