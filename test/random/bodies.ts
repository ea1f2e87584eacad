import { allScopes } from "../../src/model/catalog/scopes.ts";
import type { Chance } from "./chance.ts";
import { idsIn, type Known, type KnownType, pairKey, someThing, thingsOf } from "./known.ts";
import { someAssociationName, someAssociationType, someRecordId, type Types, verifier } from "./parameters.ts";
import { someProperties, somePropertyName, someText, uniquePropertiesOf } from "./property-values.ts";
import { someFilterGroups } from "./search-bodies.ts";

/** What a body is made of. */
export type Maker = {
  readonly known: Known;
  readonly chance: Chance;
  readonly types: Types;
  readonly params: Readonly<Record<string, string>>;
};

/** Up to five inputs, and now and then the same one twice. */
function inputs(maker: Maker, make: () => unknown, most = 5) {
  const all = maker.chance.several(1, most, make);
  const list: unknown[] = [...new Map(all.map((one) => [JSON.stringify(nameOf(one)), one])).values()];
  if (maker.chance.happens(0.05)) list.push(list[0]);
  if (maker.chance.happens(0.02)) list.push(null);
  return { inputs: list };
}

/** What tells an input from others in a batch where each may stand once. */
function nameOf(input: unknown): unknown {
  const { id, from, to } = input as { id?: unknown; from?: unknown; to?: unknown };
  return id ?? (from === undefined ? input : { from, to });
}

/** An id as text, or as a number where it is one. */
function spelled(chance: Chance, id: string): string | number {
  return chance.happens(0.2) && /^\d{1,15}$/.test(id) ? Number(id) : id;
}

const idOf = ({ known, chance, types }: Maker, end: "from" | "to" = "from", binShare?: number) =>
  spelled(chance, someRecordId(known, chance, types[end], binShare));

function create({ known, chance, types }: Maker): { properties?: unknown; associations?: unknown } {
  const { objectType } = types;
  if (!objectType) return {};
  const properties = someProperties(known, chance, objectType, true);
  const associations = chance.happens(0.5) ? someAssociations(known, chance, objectType) : undefined;
  // A record may be made and pinned in one: what it pins is an activity that it is associated with.
  const pinned = associations?.find(({ to }) => isActivity(known, to.id));
  if (pinned && objectType.properties.has("hs_pinned_engagement_id")) properties.hs_pinned_engagement_id = pinned.to.id;
  return { properties, ...(associations ? { associations } : {}) };
}

function isActivity(known: Known, id: string | number): boolean {
  return [...known.types.values()].some((type) => type.isActivity && known.live.get(type.id)?.has(String(id)));
}

function someAssociations(known: Known, chance: Chance, from: KnownType) {
  const targets = [...known.types.values()].filter(
    (type) => known.associationTypes.has(pairKey(from.id, type.id)) && idsIn(known.live, type.id).length > 0,
  );
  return chance.some(targets, 3).map((to) => ({
    to: { id: spelled(chance, someRecordId(known, chance, to, 0.01)) },
    types: [typeSpec(known, chance, from, to)],
  }));
}

function typeSpec(known: Known, chance: Chance, from: KnownType | undefined, to: KnownType | undefined) {
  const { typeId, category } = someAssociationType(known, chance, from, to);
  return { associationCategory: category, associationTypeId: typeId };
}

const specOf = ({ known, chance, types }: Maker) => typeSpec(known, chance, types.from, types.to);
const pair = (maker: Maker) => ({ from: { id: idOf(maker) }, to: { id: idOf(maker, "to") } });
const typedPair = (maker: Maker) => ({ ...pair(maker), types: maker.chance.several(1, 2, () => specOf(maker)) });
const namedPair = (maker: Maker) => {
  const { known, chance, types } = maker;
  return { ...pair(maker), type: someAssociationName(known, chance, types.from, types.to) };
};
const limit = (maker: Maker) => {
  const { associationCategory: category, associationTypeId: typeId } = specOf(maker);
  return { category, typeId };
};

function update({ known, chance, types }: Maker, id: string | number | undefined) {
  return { properties: types.objectType ? someProperties(known, chance, types.objectType, false, id) : {} };
}

/** An input of a batch that writes: named by its id, or by a value that only one record has. */
function write(maker: Maker) {
  const { known, chance, types } = maker;
  const trace = chance.happens(0.3) ? { objectWriteTraceId: `trace ${chance.below(9)}` } : {};
  const unique = uniquePropertiesOf(types.objectType);
  if (unique.length === 0 || chance.happens(0.6)) {
    const id = idOf(maker);
    return { id, ...update(maker, id), ...trace };
  }
  const { name } = chance.oneOf(unique);
  const kind = `unique ${types.objectType?.id} ${name}`;
  const id = chance.happens(0.6) ? someThing(known, chance, kind, "new") : `Key ${chance.below(60)}`;
  const content = chance.happens(0.5) ? create(maker).properties : update(maker, undefined).properties;
  return { id, idProperty: name, properties: content, ...trace };
}

function search({ known, chance, types }: Maker) {
  const { objectType } = types;
  const name = () => somePropertyName(chance, objectType);
  const body: Record<string, unknown> = {};
  if (chance.happens(0.8)) body.filterGroups = someFilterGroups(known, chance, objectType);
  if (chance.happens(0.2)) body.query = chance.oneOf(["text", "renewal", "person1@example.com", "日本語", "key 7", 5]);
  if (chance.happens(0.4)) {
    const direction = chance.oneOf(["ASCENDING", "DESCENDING"]);
    body.sorts = [chance.oneOf([name(), `-${name()}`, { propertyName: name(), direction }])];
  }
  if (chance.happens(0.5)) body.properties = chance.several(1, 4, name);
  if (chance.happens(0.5)) body.limit = chance.oneOf([1, 10, 200, "5"]);
  if (chance.happens(0.2)) body.after = chance.oneOf([0, "1", "10", 9_990]);
  return body;
}

function read(maker: Maker) {
  const { chance, types } = maker;
  const names = () => chance.several(1, 4, () => somePropertyName(chance, types.objectType));
  const body: Record<string, unknown> = inputs(maker, () => ({ id: idOf(maker) }));
  if (chance.happens(0.6)) body.properties = names();
  if (chance.happens(0.2)) body.propertiesWithHistory = names();
  return body;
}

function merge(maker: Maker) {
  const live = idsIn(maker.known.live, maker.types.from?.id ?? "");
  const [primaryObjectId, objectIdToMerge = idOf(maker)] = [idOf(maker), maker.chance.oneOf(live)];
  return { primaryObjectId, objectIdToMerge };
}

const older = ({ known, chance }: Maker) => {
  const [fromTypeId, toTypeId, definitionId] = chance.oneOf([
    ["0-1", "0-2", 1],
    ["0-2", "0-1", 2],
    ["0-3", "0-1", 3],
    ["0-1", "0-3", 4],
    ["0-48", "0-1", 10],
    ["0-1", "0-48", 9],
    ["0-3", "0-5", 27],
    ["0-5", "0-3", 28],
  ] as const);
  const id = (typeId: string) => Number(someRecordId(known, chance, known.types.get(typeId)));
  return { fromObjectId: id(fromTypeId), toObjectId: id(toTypeId), category: "HUBSPOT_DEFINED", definitionId };
};

function label({ known, chance, types }: Maker) {
  const text = `Label ${chance.below(30)}`;
  const inverse = chance.happens(0.5) ? { inverseLabel: `Inverse ${chance.below(30)}` } : {};
  const typeId = someThing(known, chance, `label ${pairKey(types.from?.id ?? "", types.to?.id ?? "")}`);
  return { name: `label_${chance.below(60)}`, label: text, ...inverse, associationTypeId: Number(typeId) };
}

const definitions = (maker: Maker, most = 3) => inputs(maker, () => definition(maker), most);

function definition({ known, chance, types }: Maker) {
  const options = ["a", "b", "c", "d"].slice(chance.below(3)).map((value) => ({ label: value.toUpperCase(), value }));
  const [type, fieldType, more] = chance.oneOf([
    ["string", "text", { hasUniqueValue: chance.happens(0.3) }],
    ["string", "textarea", {}],
    ["number", "number", { hasUniqueValue: chance.happens(0.3) }],
    ["enumeration", "select", { options }],
    ["enumeration", "checkbox", { options }],
    ["bool", "booleancheckbox", {}],
    ["date", "date", {}],
    ["datetime", "date", {}],
  ] as const);
  const groups = thingsOf(known, `group ${types.objectType?.id}`);
  const groupName = chance.oneOf(groups.length > 0 ? groups : ["none"]);
  return { name: `own_${chance.below(40)}`, label: someText(chance), groupName, type, fieldType, ...more };
}

function schema(maker: Maker) {
  const { chance, known } = maker;
  const name = `thing_${chance.below(20)}`;
  return {
    name,
    labels: { singular: name, plural: `${name}s` },
    primaryDisplayProperty: "title",
    requiredProperties: chance.happens(0.3) ? ["title"] : [],
    searchableProperties: ["title"],
    properties: [
      { name: "title", label: "Title", type: "string", fieldType: "text" },
      { name: "serial", label: "Serial", type: "string", fieldType: "text", hasUniqueValue: true },
    ],
    associatedObjects: chance.some([...known.types.values()], 3).map(({ id }) => id),
  };
}

function schemaAssociation({ known, chance }: Maker) {
  const id = () => chance.recent([...known.types.keys()]);
  return { fromObjectTypeId: id(), toObjectTypeId: id(), name: `own_link_${chance.below(9)}` };
}

const statuses: Readonly<Record<string, string>> = { CALL: "MISSED", TASK: "NOT_STARTED", EMAIL: "SENT" };

function engagement({ known, chance }: Maker, isCreate: boolean) {
  const ids = (typeId: string) => chance.some(idsIn(known.live, typeId), 2).map((id) => spelled(chance, id));
  const owner = chance.oneOf([...thingsOf(known, "owner"), null]);
  const texts = { body: someText(chance), title: someText(chance), subject: someText(chance) };
  const type = chance.oneOf(["CALL", "CALL", "NOTE", "TASK", "MEETING", "EMAIL"]);
  const status = statuses[type];
  return {
    engagement: {
      ...(isCreate ? { type } : {}),
      timestamp: 1_773_711_164_872,
      ownerId: owner,
    },
    associations: { contactIds: ids("0-1"), companyIds: ids("0-2"), dealIds: [...ids("0-3"), null] },
    ...(chance.happens(0.2) ? { attachments: chance.some(thingsOf(known, "file"), 2).map((id) => ({ id })) } : {}),
    metadata: { ...chance.oneOf([texts, { body: texts.body }]), ...(status && isCreate ? { status } : {}) },
  };
}

function group({ chance }: Maker) {
  return { name: `own_group_${chance.below(9)}`, label: someText(chance), displayOrder: chance.below(9) };
}

/** A form by which an app asks for tokens. */
function grant(maker: Maker) {
  const { known, chance } = maker;
  const thing = (kind: string) => someThing(known, chance, kind);
  const what = chance.oneOf([
    { grant_type: "authorization_code", code: thing("code"), redirect_uri: thing("redirect_uri") },
    { grant_type: "refresh_token", refresh_token: thing("refresh token") },
    { grant_type: "client_credentials", scope: "oauth" },
  ]);
  return { ...client(maker), ...what, ...(chance.happens(0.5) ? { code_verifier: verifier } : {}) };
}

function client({ known, chance }: Maker) {
  const [client_id, client_secret] = ["client_id", "client_secret"].map((kind) => someThing(known, chance, kind));
  return { client_id, client_secret };
}

function ofToken(maker: Maker) {
  const kind = maker.chance.oneOf(["access token", "refresh token"]);
  return { ...client(maker), token: someThing(maker.known, maker.chance, kind) };
}

function token({ chance }: Maker) {
  return { name: `Token ${chance.below(9)}`, scopes: chance.some(allScopes, 9) };
}

/** Bodies that mean something, by operation; what is not here follows from its schema alone. */
export const bodies: Readonly<Record<string, (maker: Maker) => unknown>> = {
  createObject: create,
  updateObject: (maker) => update(maker, maker.params.objectId),
  searchObjects: search,
  createBatch: (maker) => inputs(maker, () => create(maker)),
  updateBatch: (maker) => inputs(maker, () => write(maker)),
  upsertBatch: (maker) => inputs(maker, () => write(maker)),
  readBatch: read,
  archiveBatch: (maker) => inputs(maker, () => ({ id: idOf(maker) }), 3),
  restoreBatch: (maker) => inputs(maker, () => ({ id: idOf(maker, "from", 0.95) })),
  mergeObjects: merge,
  eraseObject: (maker) => ({ objectId: idOf(maker, "from", 0.3) }),
  setAssociationTypes: (maker) => maker.chance.several(1, 2, () => specOf(maker)),
  batchAssociate: (maker) => inputs(maker, () => typedPair(maker)),
  batchAssociateByDefault: (maker) => inputs(maker, () => pair(maker)),
  batchAssociateByName: (maker) => inputs(maker, () => namedPair(maker)),
  batchReadAssociations: (maker) => inputs(maker, () => ({ id: idOf(maker) })),
  batchReadAssociationsByName: (maker) => inputs(maker, () => ({ id: idOf(maker) })),
  batchDissociate: (maker) => inputs(maker, () => ({ from: pair(maker).from, to: [pair(maker).to] })),
  batchDissociateTypes: (maker) => inputs(maker, () => typedPair(maker)),
  batchDissociateByName: (maker) => inputs(maker, () => namedPair(maker)),
  createAssociationLabel: label,
  renameAssociationLabel: label,
  createAssociationConfigurations: (maker) =>
    inputs(maker, () => ({ ...limit(maker), maxToObjectIds: 1 + maker.chance.below(4) })),
  updateAssociationConfigurations: (maker) =>
    inputs(maker, () => ({ ...limit(maker), maxToObjectIds: 1 + maker.chance.below(40) })),
  purgeAssociationConfigurations: (maker) => inputs(maker, () => limit(maker)),
  createProperty: definition,
  updateProperty: definition,
  createProperties: definitions,
  readProperties: (maker) => inputs(maker, () => ({ name: somePropertyName(maker.chance, maker.types.objectType) })),
  archiveProperties: (maker) => inputs(maker, () => ({ name: `own_${maker.chance.below(40)}` }), 2),
  createSchema: schema,
  createSchemaAssociation: schemaAssociation,
  createEngagement: (maker) => engagement(maker, true),
  updateEngagement: (maker) => engagement(maker, false),
  replaceEngagement: (maker) => engagement(maker, false),
  associateOlder: older,
  dissociateOlder: older,
  deleteOlderAssociation: older,
  associateOlderBatch: (maker) => maker.chance.several(1, 4, () => older(maker)),
  dissociateOlderBatch: (maker) => maker.chance.several(1, 3, () => older(maker)),
  createToken: token,
  createPropertyGroup: group,
  updatePropertyGroup: group,
  issueTokens: grant,
  issueTokensV1: grant,
  introspectToken: ofToken,
  revokeOwnToken: ofToken,
};
