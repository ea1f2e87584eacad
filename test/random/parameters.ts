import type { ApiParameter } from "../../src/http/openapi.ts";
import type { Chance } from "./chance.ts";
import { idsIn, type Known, type KnownType, pairKey, someThing } from "./known.ts";
import type { About } from "./learn.ts";
import type { Operation } from "./operations.ts";
import { someActivityId, somePropertyName, uniquePropertiesOf } from "./property-values.ts";

/** What an app that uses PKCE proves with that it is the one which asked. */
export const verifier = "v".repeat(43);

export type Types = Pick<About, "objectType" | "from" | "to">;

/** The object types that a request is about: a pair of which there are associations, or one. */
export function someTypes(known: Known, chance: Chance, operation: Operation): Types {
  const [path] = operation.paths;
  const from = someType(known, chance, operation);
  const others = [...known.types.values()].filter((type) => known.associationTypes.has(pairKey(from.id, type.id)));
  const to = others.length === 0 || chance.happens(0.05) ? someType(known, chance, operation) : chance.oneOf(others);
  return {
    objectType: path.includes("{objectType}") ? from : undefined,
    from: /\{(objectType|fromObjectType)\}/.test(path) ? from : undefined,
    to: path.includes("{toObjectType}") ? to : undefined,
  };
}

function someType(known: Known, chance: Chance, operation: Operation): KnownType {
  const all = [...known.types.values()];
  if (operation.paths[0].includes("/pipelines/") && chance.happens(0.9))
    return known.types.get(chance.oneOf(["0-3", "0-5"])) ?? chance.oneOf(all);
  const creates = operation.id.startsWith("create");
  const candidates = all.filter(({ id }) => creates || (known.live.get(id)?.size ?? 0) > 0);
  if (candidates.length === 0 || chance.happens(0.05)) return chance.oneOf(all);
  const preferred = candidates.filter(({ id }) => ["0-48", "0-1", "0-3"].includes(id));
  return preferred.length > 0 && chance.happens(0.4) ? chance.oneOf(preferred) : chance.oneOf(candidates);
}

/** A value for a parameter of the path. */
export function pathValue(
  known: Known,
  chance: Chance,
  operation: Operation,
  { objectType, from, to }: Types,
  name: string,
): string {
  const thing = (kind: string) => someThing(known, chance, kind);
  switch (name) {
    case "objectType":
    case "fromObjectType":
      return from ? chance.oneOf(from.spellings) : "contacts";
    case "toObjectType":
      return to ? chance.oneOf(to.spellings) : "contacts";
    case "objectId":
      return someRecordId(known, chance, from, operation.id === "restoreObject" ? 0.9 : 0.05);
    case "toObjectId":
      return someRecordId(known, chance, to);
    case "engagementId":
      return someActivityId(known, chance);
    case "associationType":
      return someAssociationName(known, chance, from, to);
    case "associationTypeId":
      return thing(`label ${pairKey(from?.id ?? "", to?.id ?? "")}`);
    case "definitionId":
      return chance.oneOf(["27", "28", "194", "193", "1", "9"]);
    case "userId":
      return someThing(known, chance, "user");
    case "category":
      return "HUBSPOT_DEFINED";
    case "propertyName":
      if (operation.id === "restoreProperty") return thing(`archived property ${objectType?.id}`);
      return somePropertyName(chance, objectType);
    case "groupName":
      return thing(`group ${objectType?.id}`);
    case "schemaName":
      return chance.recent([...known.types.values()].flatMap(({ id, plural }) => [id, plural]));
    case "pipelineId":
    case "stageId":
      return thing(`${name.replace("Id", "")} ${objectType?.id}`);
    case "path":
      return thing(chance.oneOf(["folder", "path"]));
    case "portalId":
      return String(known.portalId);
    case "token":
      return thing(operation.id.includes("Refresh") ? "refresh token" : "access token");
    default:
      return thing(kindOf(name));
  }
}

function kindOf(parameter: string): string {
  const kinds: Readonly<Record<string, string>> = {
    ownerId: "owner",
    userId: "user",
    fileId: "file",
    fileName: "path",
    tokenId: "token id",
    associationId: "schema association",
    id: "choice",
  };
  return kinds[parameter] ?? parameter;
}

/** The id of a record of the type, mostly of a live one; in this share of the cases of one in the bin. */
export function someRecordId(known: Known, chance: Chance, type: KnownType | undefined, binShare = 0.04): string {
  const typeId = type?.id ?? "0-1";
  const focused = known.focus.get(typeId);
  if (focused !== undefined && chance.happens(0.7)) return focused;
  const bin = idsIn(known.bin, typeId);
  if (bin.length > 0 && chance.happens(binShare)) return chance.recent(bin);
  if (chance.happens(0.02)) return chance.oneOf(["1", ...known.foreign]);
  const live = idsIn(known.live, typeId);
  return live.length === 0 ? "1" : chance.recent(live);
}

/** An association type of the pair by its number or name. */
export function someAssociationName(
  known: Known,
  chance: Chance,
  from: KnownType | undefined,
  to: KnownType | undefined,
): string {
  const { typeId, name } = someAssociationType(known, chance, from, to);
  return name === undefined || chance.happens(0.5) ? String(typeId) : name;
}

export function someAssociationType(
  known: Known,
  chance: Chance,
  from: KnownType | undefined,
  to: KnownType | undefined,
) {
  const types = known.associationTypes.get(pairKey(from?.id ?? "", to?.id ?? "")) ?? [];
  return types.length === 0
    ? { typeId: 194, category: "HUBSPOT_DEFINED", name: "call_to_contact" }
    : chance.oneOf(types);
}

/** A value for a parameter of the query. */
export function queryValue(known: Known, chance: Chance, { objectType }: Types, parameter: ApiParameter): string {
  const names = () => chance.several(1, 4, () => somePropertyName(chance, objectType)).join(",");
  switch (parameter.name) {
    case "properties":
      return chance.happens(0.1) ? [...(objectType?.properties.keys() ?? [])].slice(0, 150).join(",") : names();
    case "propertiesWithHistory":
      return names();
    case "associations":
      return chance.several(1, 3, () => chance.oneOf(chance.oneOf([...known.types.values()]).spellings)).join(",");
    case "idProperty":
      return someIdProperty(chance, objectType);
    case "after":
    case "offset":
      return someThing(known, chance, "cursor", "0");
    case "client_id":
    case "redirect_uri":
      return someThing(known, chance, parameter.name);
    case "scope":
    case "optional_scope":
      return chance.oneOf(["oauth", "oauth crm.objects.contacts.read", "crm.objects.owners.read"]);
    case "code_challenge":
      return verifier;
    case "code_challenge_method":
      return "plain";
    case "response_type":
      return "code";
    case "expires":
      return String(2_000_000_000_000 + chance.below(1_000));
    case "ids":
    case "idLte":
    case "idGte":
      return someThing(known, chance, "file");
    case "parentFolderIds":
      return someThing(known, chance, "folder");
    default:
      return bySchema(chance, parameter);
  }
}

/** What a record can be named by; without an object type, what an owner can. */
function someIdProperty(chance: Chance, objectType: KnownType | undefined): string {
  if (!objectType) return chance.oneOf(["userId", "id"]);
  const unique = uniquePropertiesOf(objectType);
  return chance.oneOf(["hs_object_id", "", ...unique.map(({ name }) => name)]);
}

function bySchema(chance: Chance, { name, schema }: ApiParameter): string {
  if (schema.type === "boolean") return chance.oneOf(["true", "false", "TRUE"]);
  if (schema.type === "integer") {
    const { minimum = 0, maximum = 1_000 } = schema as { minimum?: number; maximum?: number };
    return String(minimum + chance.below(Math.min(maximum - minimum + 1, 400)));
  }
  if (/At(?:Lte|Gte)?$/.test(name)) return chance.oneOf(["2026-01-01T00:00:00Z", "1773711164872", "2099-01-01"]);
  if (name === "sort") return chance.oneOf(["name", "-name", "createdAt", "-size"]);
  return `text ${chance.below(5)}`;
}
