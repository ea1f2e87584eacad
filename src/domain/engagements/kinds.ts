import {
  type EngagementKind,
  engagementKinds,
  engagementMembers,
  type MetadataMember,
} from "../../model/catalog/engagement-kinds.ts";
import { refuse } from "../../model/errors.ts";
import type { ObjectType } from "../../model/object-type.ts";
import type { PropertyValues } from "../../model/property.ts";
import type { TypesOfPortal } from "../../storage/engagements.ts";
import type { Context } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";

const byTypeId = new Map(engagementKinds.map((kind) => [kind.objectTypeId, kind]));
const typesOf = (kind: EngagementKind) => kind.variants?.types ?? [kind.type];

/** The activities of a portal that the older API shows. */
export function engagementTypes({ portal }: Context): TypesOfPortal {
  return { portalId: portal.portalId, typeIds: [...byTypeId.keys()] };
}

/** The kind of a stored activity. */
export function kindOfTypeId(typeId: string): EngagementKind {
  const kind = byTypeId.get(typeId);
  if (!kind) throw new Error(`Records of the type ${typeId} are no engagements`);
  return kind;
}

/** The kind that a body names, and the object type of its records. */
export function getKind({ portal }: Context, type: unknown): { kind: EngagementKind; objectType: ObjectType } {
  const kind = engagementKinds.find((candidate) => typeof type === "string" && typesOf(candidate).includes(type));
  if (kind) return { kind, objectType: objectTypeOfId(portal, kind.objectTypeId) };
  throw refuse.invalid(`engagement.type must be one of ${engagementKinds.flatMap(typesOf).join(", ")}`, {
    "engagement.type": [typeof type === "string" ? type.slice(0, 100) : "not set"],
  });
}

/** How the older API calls this engagement: an email's direction is part of its type. */
export function typeOfEngagement(kind: EngagementKind, values: PropertyValues): string {
  return (kind.variants && values[kind.variants.property]) ?? kind.type;
}

/** The members of `engagement` that a kind has. */
export function membersOf(objectType: ObjectType): MetadataMember[] {
  return engagementMembers.filter(({ property }) => objectType.properties.has(property));
}
