import type { ObjectType } from "../../../model/object-type.ts";
import type { ObjectTypeRegistry } from "../../../model/object-type-registry.ts";
import type { Session } from "../../../storage/database.ts";
import { listObjectSchemas } from "../../../storage/object-schemas.ts";
import { findDefinitionsVersion } from "../../../storage/portals.ts";
import { listPropertyDefinitions } from "../../../storage/property-definitions.ts";
import { createPortalObjectTypes } from "../../custom-objects/portal-types.ts";
import { createWeighedCache } from "./weighed-cache.ts";

/** Reads a portal's object types as they are in the moment that a session sees. */
export type TypeReader = {
  find(session: Session, portalId: number, objectTypeId: string): Promise<ObjectType | undefined>;
};

const portalsKept = 100;

export function createTypeReader(): TypeReader {
  const known = createWeighedCache<{ version: number; objectTypes: ObjectTypeRegistry }>(portalsKept);
  return {
    async find(session, portalId, objectTypeId) {
      const version = await findDefinitionsVersion(session, portalId);
      if (version === undefined) return undefined;
      let entry = known.get(portalId);
      if (entry?.version !== version) {
        const schemas = await listObjectSchemas(session, portalId);
        const definitions = await listPropertyDefinitions(session, portalId);
        entry = { version, objectTypes: createPortalObjectTypes(schemas, definitions) };
        known.set(portalId, entry, 1);
      }
      return entry.objectTypes.find(objectTypeId);
    },
  };
}
