import {
  activitiesOf,
  activityIds,
  forget,
  type Known,
  type KnownType,
  newType,
  pairKey,
  placeRecord,
  remember,
} from "./known.ts";

/** What a request was about, as far as its answer can be understood with it. */
export type About = {
  readonly operation: string;
  readonly objectType: KnownType | undefined;
  readonly from: KnownType | undefined;
  readonly to: KnownType | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
};

type Members = Readonly<Record<string, unknown>>;

const engagementTypes: Readonly<Record<string, string>> = {
  CALL: "0-48",
  NOTE: "0-46",
  TASK: "0-27",
  MEETING: "0-47",
  EMAIL: "0-49",
};

/** Remembers what the answer to a request that succeeded tells. */
export function learn(known: Known, about: About, body: unknown): void {
  learnRemoval(known, about);
  if (/^(?:archive|delete|erase|revoke)/.test(about.operation)) forgetThings(known, about);
  learnLinks(known, about, body);
  visit(known, about, body);
}

function visit(known: Known, about: About, value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) learnMembers(known, about, value as Members);
  for (const inner of Object.values(value)) visit(known, about, inner);
}

function learnMembers(known: Known, about: About, members: Members): void {
  const { id, name } = members;
  const { objectType } = about;
  if (isMap(members.properties) && "createdAt" in members && objectType && typeof id === "string") {
    placeRecord(known, objectType.id, id, members.archived === true ? "bin" : "live");
    learnUniqueValues(known, objectType, members.properties);
  }
  if ("fullyQualifiedName" in members && members.archived === false) learnSchema(known, members);
  if ("modificationMetadata" in members && objectType) learnProperty(objectType, members);
  if ("typeId" in members && "category" in members) learnAssociationType(known, about, members);
  if (isMap(members.engagement)) learnEngagement(known, members.engagement);
  if ("fileMd5" in members) {
    remember(known, "file", id);
    remember(known, "path", members.path);
    if (typeof members.url === "string") remember(known, "link", members.url);
  } else if ("path" in members && "archived" in members) {
    remember(known, "folder", id);
    remember(known, "path", members.path);
  }
  // The client's own token, and those with few scopes, shall last.
  if ("appId" in members && "scopes" in members && name !== "test" && name !== "limited")
    remember(known, "token id", id);
  if ("deleted" in members && "label" in members) remember(known, "choice", id);
  if ("userIdIncludingInactive" in members) {
    remember(known, "owner", id);
    remember(known, "user", members.userIdIncludingInactive);
  }
  if ("stages" in members) remember(known, `pipeline ${objectType?.id}`, id);
  if ("writePermissions" in members) remember(known, `stage ${objectType?.id}`, id);
  if ("displayOrder" in members && "archived" in members && !("id" in members) && !("fieldType" in members))
    remember(known, `group ${objectType?.id}`, name);
  if (about.operation.endsWith("SchemaAssociation")) remember(known, "schema association", id);
  if (typeof members.after === "string") remember(known, "cursor", members.after);
  if (typeof members.refresh_token === "string") remember(known, "refresh token", members.refresh_token);
  if (typeof members.access_token === "string") remember(known, "access token", members.access_token);
  if (typeof members.url === "string" && "expiresAt" in members) remember(known, "link", members.url);
}

function learnUniqueValues(known: Known, objectType: KnownType, properties: Members): void {
  for (const [name, value] of Object.entries(properties)) {
    if (objectType.properties.get(name)?.hasUniqueValue) remember(known, `unique ${objectType.id} ${name}`, value);
  }
}

function learnSchema(known: Known, schema: Members): void {
  const id = String(schema.objectTypeId);
  const type = known.types.get(id) ?? newType(id, String(schema.fullyQualifiedName), [String(schema.name)]);
  known.types.set(id, type);
  for (const property of schema.properties as Members[]) learnProperty(type, property);
  for (const { id: typeId, name, fromObjectTypeId, toObjectTypeId } of schema.associations as Members[]) {
    const spelled = { typeId, category: "USER_DEFINED", name: String(name).toLowerCase() };
    const [from, to] = [known.types.get(String(fromObjectTypeId)), known.types.get(String(toObjectTypeId))];
    remember(known, "schema association", typeId);
    if (from && to) addAssociationType(known, from, to, spelled);
  }
}

function learnProperty(type: KnownType, definition: Members): void {
  const options = Array.isArray(definition.options) ? (definition.options as Members[]) : [];
  const { readOnlyValue } = (definition.modificationMetadata ?? {}) as { readOnlyValue?: boolean };
  type.properties.set(String(definition.name), {
    name: String(definition.name),
    type: String(definition.type),
    fieldType: String(definition.fieldType),
    options: options.map(({ value }) => String(value)),
    hasUniqueValue: definition.hasUniqueValue === true,
    readOnly: readOnlyValue === true,
    isOwn: definition.hubspotDefined !== true,
  });
}

function learnAssociationType(known: Known, { operation, from, to }: About, members: Members): void {
  if (!from || !to) return;
  addAssociationType(known, from, to, members);
  // The answer shows both directions and does not say which is which.
  if (operation === "createAssociationLabel") addAssociationType(known, to, from, members);
}

function addAssociationType(known: Known, from: KnownType, to: KnownType, members: Members): void {
  const list = known.associationTypes.get(pairKey(from.id, to.id)) ?? [];
  known.associationTypes.set(pairKey(from.id, to.id), list);
  const typeId = Number(members.typeId);
  if (list.some((type) => type.typeId === typeId)) return;
  const name = typeof members.name === "string" ? members.name : undefined;
  list.push({ typeId, category: String(members.category), name });
  if (members.category === "USER_DEFINED") remember(known, `label ${pairKey(from.id, to.id)}`, typeId);
}

function learnEngagement(known: Known, engagement: Members): void {
  const typeId = engagementTypes[String(engagement.type)];
  if (typeId !== undefined) placeRecord(known, typeId, String(engagement.id), "live");
}

function learnRemoval(known: Known, { operation, objectType, params, body }: About): void {
  const sent = isMap(body) ? body : {};
  const move = (id: unknown, place: "bin" | "gone") => {
    if (objectType && known.live.get(objectType.id)?.has(String(id)))
      placeRecord(known, objectType.id, String(id), place);
  };
  if (operation === "archiveObject") move(params.objectId, "bin");
  if (operation === "archiveBatch" && Array.isArray(sent.inputs))
    for (const input of sent.inputs) move(input?.id, "bin");
  if (operation === "mergeObjects") move(sent.objectIdToMerge, "gone");
  if (operation === "eraseObject") {
    move(sent.objectId, "gone");
    if (!sent.idProperty) remember(known, "erased", sent.objectId);
  }
  if (operation === "archiveSchema") {
    for (const [id, { spellings }] of known.types)
      if (spellings.includes(params.schemaName ?? "")) known.types.delete(id);
  }
  if (operation === "archiveProperty" && objectType) {
    remember(known, `archived property ${objectType.id}`, params.propertyName);
    objectType.properties.delete(params.propertyName ?? "");
  }
  if (operation === "archiveEngagement") {
    for (const typeId of Object.values(engagementTypes)) {
      const id = params.engagementId ?? "";
      if (known.live.get(typeId)?.has(id)) placeRecord(known, typeId, id, "bin");
    }
  }
}

/** Forgets the object types that a refusal says are none. */
export function learnUnknownType(known: Known, { from, to }: About, message: string): void {
  if (!/^(?:Unable to infer object type from|Invalid object or event type id): /.test(message)) return;
  const spelled = message.slice(message.indexOf(": ") + 2);
  for (const type of [from, to]) {
    if (type?.id.startsWith("2-") && type.spellings.includes(spelled)) known.types.delete(type.id);
  }
}

/** Remembers which activities records are associated with, as only those can be pinned. */
function learnLinks(known: Known, about: About, answer: unknown): void {
  const { operation, objectType, from, to, params } = about;
  const sent = (isMap(about.body) ? about.body : {}) as Members;
  if (operation === "createObject" && objectType && Array.isArray(sent.associations)) {
    for (const { to: target } of sent.associations) {
      const type = [...known.types.values()].find(({ id }) => known.live.get(id)?.has(String(target.id)));
      if (type) addLink(known, objectType, (answer as Members).id, type, target.id);
    }
  }
  if (!from || !to || !/^(?:associate|setAssociation|batchAssociate)/.test(operation)) return;
  addLink(known, from, params.objectId, to, params.toObjectId);
  for (const input of Array.isArray(sent.inputs) ? sent.inputs : [])
    addLink(known, from, input?.from?.id, to, input?.to?.id);
}

function addLink(known: Known, one: KnownType, oneId: unknown, other: KnownType, otherId: unknown): void {
  if (oneId === undefined || otherId === undefined) return;
  if (activityIds.has(other.id)) remember(known, activitiesOf(one.id, String(oneId)), otherId);
  if (activityIds.has(one.id)) remember(known, activitiesOf(other.id, String(otherId)), oneId);
}

/** Remembers of a refusal what is not there any more. */
export function learnMissing(known: Known, about: About): void {
  const { operation, objectType, from, params } = about;
  const type = objectType ?? from;
  const id = params.objectId;
  if (operation === "restoreObject") known.bin.get(type?.id ?? "")?.delete(id ?? "");
  if (type && id !== undefined && known.live.get(type.id)?.has(id)) placeRecord(known, type.id, id, "gone");
  forgetThings(known, about);
}

/** Makes nothing more of what the path of a request names beside records. */
function forgetThings(known: Known, { objectType, params }: About): void {
  for (const [name, kind] of [
    ["fileId", "file"],
    ["tokenId", "token id"],
    ["path", "folder"],
    ["path", "path"],
    ["id", "choice"],
    ["stageId", `stage ${objectType?.id}`],
    ["groupName", `group ${objectType?.id}`],
  ] as const)
    forget(known, kind, params[name] ?? "");
}

function isMap(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
