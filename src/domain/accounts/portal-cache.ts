import type { Owner, Portal, Team } from "../../model/portal.ts";
import { listAssociationLabels, listAssociationLimits } from "../../storage/association-labels.ts";
import { listCallChoices } from "../../storage/call-choices.ts";
import { listObjectSchemas } from "../../storage/object-schemas.ts";
import { listOwners, listOwnerTeams } from "../../storage/owners.ts";
import { listPipelineStages, listPipelines } from "../../storage/pipelines.ts";
import { findDefinitionsVersion, findPortal } from "../../storage/portals.ts";
import { listPropertyDefinitions } from "../../storage/property-definitions.ts";
import type { CallChoiceRow, OwnerRow, PortalRow } from "../../storage/schema.ts";
import { listSchemaAssociationTypes } from "../../storage/schema-association-types.ts";
import { createPortalAssociationTypes, createPortalObjectTypes } from "../custom-objects/portal-types.ts";
import { toPipelines } from "../pipelines/stored-pipelines.ts";
import type { Services } from "./services.ts";

/** Keeps portals in memory, and notices within a second what another process or the command line has changed. */
export type PortalCache = {
  get(portalId: number): Promise<Portal | undefined>;
  /** Forgets a portal that this process has just changed. */
  forget(portalId: number): void;
};

type Entry = { readonly portal: Portal; readonly version: number; checkedAt: number };

const trustedMilliseconds = 1_000;

export function createPortalCache(services: Services): PortalCache {
  const entries = new Map<number, Entry>();
  let timesForgotten = 0;
  return {
    async get(portalId) {
      const known = entries.get(portalId);
      const now = performance.now();
      const forgottenBefore = timesForgotten;
      if (known && now - known.checkedAt < trustedMilliseconds) return known.portal;
      const version = await findDefinitionsVersion(services.database, portalId);
      if (version === undefined) {
        entries.delete(portalId);
        return undefined;
      }
      if (known?.version === version) {
        known.checkedAt = now;
        return known.portal;
      }
      const portal = await loadPortal(services, portalId);
      // The version was read first: what another process changed since then is noticed at the next look. What this
      // one changed must be in force at once, so that nothing is kept that was read before.
      if (portal && forgottenBefore === timesForgotten) entries.set(portalId, { portal, version, checkedAt: now });
      return portal;
    },
    forget: (portalId) => {
      entries.delete(portalId);
      timesForgotten += 1;
    },
  };
}

/** Reads a portal with its outcomes, call types and owners. */
export async function loadPortal(
  services: Pick<Services, "database" | "strictByDefault">,
  portalId: number,
): Promise<Portal | undefined> {
  const { database } = services;
  const row = await findPortal(database, portalId);
  if (!row) return undefined;
  const [choices, owners, teams, definitions, schemas, links, labels, limits, pipelines, stages] = await Promise.all([
    listCallChoices(database, portalId),
    listOwners(database, portalId),
    listOwnerTeams(database, portalId),
    listPropertyDefinitions(database, portalId),
    listObjectSchemas(database, portalId),
    listSchemaAssociationTypes(database, portalId),
    listAssociationLabels(database, portalId),
    listAssociationLimits(database, portalId),
    listPipelines(database, portalId),
    listPipelineStages(database, portalId),
  ]);
  const objectTypes = createPortalObjectTypes(schemas, definitions);
  const associationTypes = createPortalAssociationTypes(objectTypes, links, labels, limits);
  return {
    ...toPortal(row, services.strictByDefault, choices, owners, teams),
    objectTypes,
    associationTypes,
    pipelines: toPipelines(pipelines, stages),
  };
}

function toPortal(
  row: PortalRow,
  strictByDefault: boolean,
  choices: readonly CallChoiceRow[],
  owners: readonly OwnerRow[],
  teams: Awaited<ReturnType<typeof listOwnerTeams>>,
): Omit<Portal, "objectTypes" | "associationTypes" | "pipelines"> {
  const teamsByOwner = Map.groupBy(teams, (team) => team.owner_id);
  return {
    portalId: row.portal_id,
    name: row.name,
    accountType: row.account_type,
    timeZone: row.time_zone,
    currency: row.currency,
    strict: row.strict === null ? strictByDefault : row.strict === 1,
    outcomes: choices.filter((choice) => choice.kind === "outcome").map(toChoice),
    callTypes: choices.filter((choice) => choice.kind === "call-type").map(toChoice),
    owners: new Map(
      owners.map((owner) => [
        String(owner.owner_id),
        toOwner(
          owner,
          (teamsByOwner.get(owner.owner_id) ?? []).map((team) => ({
            id: String(team.team_id),
            name: team.name,
            primary: team.is_primary === 1,
          })),
        ),
      ]),
    ),
  };
}

function toChoice(row: CallChoiceRow) {
  return { id: row.choice_id, label: row.label, position: row.position, deleted: row.deleted === 1 };
}

export function toOwner(row: OwnerRow, teams: readonly Team[]): Owner {
  return {
    id: String(row.owner_id),
    userId: row.user_id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    type: row.type === "QUEUE" ? "QUEUE" : "PERSON",
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    archivedAt: row.archived_at,
    teams,
  };
}
