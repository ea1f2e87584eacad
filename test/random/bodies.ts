import { allScopes } from "../../src/model/catalog/scopes.ts";
import type { Chance } from "./chance.ts";
import { idsIn, type Known, type KnownType, pairKey, thingsOf } from "./known.ts";
import { someAssociationName, someAssociationType, someRecordId, type Types } from "./parameters.ts";
import { someProperties, somePropertyName, someText } from "./property-values.ts";
import { someFilterGroups } from "./search-bodies.ts";

/** What a body is made of. */
export type Maker = { readonly known: Known; readonly chance: Chance; readonly types: Types };

/** Up to five inputs, and now and then the same one twice. */
function inputs(maker: Maker, make: () => unknown, most = 5) {
  const list = maker.chance.several(1, most, make);
  if (maker.chance.happens(0.1)) list.push(list[0]);
  if (maker.chance.happens(0.02)) list.push(null);
  return { inputs: list };
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

function update({ known, chance, types }: Maker) {
  return { properties: types.objectType ? someProperties(known, chance, types.objectType, false) : {} };
}

/** An input of a batch that writes: named by its id, or by a value that only one record has. */
function write(maker: Maker) {
  const { known, chance, types } = maker;
  const trace = chance.happens(0.3) ? { objectWriteTraceId: `trace ${chance.below(9)}` } : {};
  const unique = [...(types.objectType?.properties.values() ?? [])].filter((property) => property.hasUniqueValue);
  if (unique.length === 0 || chance.happens(0.6)) return { id: idOf(maker), ...update(maker), ...trace };
  const { name } = chance.oneOf(unique);
  const values = thingsOf(known, `unique ${types.objectType?.id} ${name}`);
  const id = chance.happens(0.5) ? chance.oneOf(["new", ...values]) : `Key ${chance.below(60)}`;
  const content = chance.happens(0.5) ? create(maker).properties : update(maker).properties;
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
  const [typeId = 1] = chance.some(thingsOf(known, `label ${pairKey(types.from?.id ?? "", types.to?.id ?? "")}`), 1);
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

function engagement({ known, chance }: Maker) {
  const ids = (typeId: string) => chance.some(idsIn(known.live, typeId), 2).map((id) => spelled(chance, id));
  const owner = chance.oneOf([...thingsOf(known, "owner"), null]);
  const texts = { body: someText(chance), title: someText(chance), subject: someText(chance) };
  return {
    engagement: {
      type: chance.oneOf(["CALL", "NOTE", "TASK", "MEETING", "EMAIL"]),
      timestamp: 1_773_711_164_872,
      ownerId: owner,
    },
    associations: { contactIds: ids("0-1"), companyIds: ids("0-2"), dealIds: [...ids("0-3"), null] },
    ...(chance.happens(0.2) ? { attachments: chance.some(thingsOf(known, "file"), 2).map((id) => ({ id })) } : {}),
    metadata: { ...chance.oneOf([texts, { body: texts.body }]), status: chance.oneOf(["COMPLETED", "NOT_STARTED"]) },
  };
}

function token({ chance }: Maker) {
  return { name: `Token ${chance.below(9)}`, scopes: chance.some(allScopes, 9) };
}

/** Bodies that mean something, by operation; what is not here follows from its schema alone. */
export const bodies: Readonly<Record<string, (maker: Maker) => unknown>> = {
  createObject: create,
  updateObject: update,
  searchObjects: search,
  createBatch: (maker) => inputs(maker, () => create(maker)),
  updateBatch: (maker) => inputs(maker, () => write(maker)),
  upsertBatch: (maker) => inputs(maker, () => write(maker)),
  readBatch: read,
  archiveBatch: (maker) => inputs(maker, () => ({ id: idOf(maker) }), 3),
  restoreBatch: (maker) => inputs(maker, () => ({ id: idOf(maker, "from", 0.95) })),
  mergeObjects: (maker) => ({ primaryObjectId: idOf(maker), objectIdToMerge: idOf(maker) }),
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
  createEngagement: engagement,
  updateEngagement: engagement,
  replaceEngagement: engagement,
  associateOlder: older,
  dissociateOlder: older,
  deleteOlderAssociation: older,
  associateOlderBatch: (maker) => maker.chance.several(1, 4, () => older(maker)),
  dissociateOlderBatch: (maker) => maker.chance.several(1, 3, () => older(maker)),
  createToken: token,
};
