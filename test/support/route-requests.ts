import type { Route } from "../../src/http/route.ts";
import { allScopes } from "../../src/model/catalog/scopes.ts";
import { limits } from "../../src/model/limits.ts";
import { association } from "./call-links.ts";
import { addFile } from "./files.ts";
import type { Answer, TestPortal } from "./test-app.ts";

/** Things of a portal that requests can be about, each with something that a wrongly allowed request would change. */
export type Things = {
  readonly dealId: string;
  /** A call of the ticket. */
  readonly callId: string;
  readonly binnedDealId: string;
  readonly ticketId: string;
  /** Not yet associated with the deal. */
  readonly otherTicketId: string;
  readonly ownerId: string;
  readonly archivedOwnerId: string;
  readonly outcomeId: string;
  readonly callTypeId: string;
  /** A property, a property group and an object type of the portal's own. */
  readonly propertyName: string;
  readonly groupName: string;
  readonly schemaId: string;
  readonly userId: string;
  /** Of deals, beside the one that every portal has. */
  readonly pipelineId: string;
  readonly stageId: string;
  readonly fileId: string;
  readonly folderId: string;
  /** Of a token that holds no scope. */
  readonly tokenId: string;
};

/** The first label of any portal, as each numbers its own. */
const labelTypeId = limits.firstLabelTypeId;

/** Fills a portal with one of each. */
export async function makeThings(portal: TestPortal): Promise<Things> {
  // Before the first request, so that the server knows of it at once; the second, as every portal has a first one.
  const owner = await portal.addOwner("second@example.com");
  const archivedOwner = await portal.addOwner("former@example.com");
  const ticketId = await portal.create("tickets", { subject: "Help" });
  const dealId = await portal.create("deals", { dealname: "Big" }, [association(ticketId, 27)]);
  const binnedDealId = await portal.create("deals", { dealname: "Gone" });
  await portal.delete(`/crm/v3/objects/deals/${binnedDealId}`);
  const outcome = await portal.post("/calling/v1/dispositions", { label: "Asked to call back" });
  const callType = await portal.post("/calling/v1/call-types", { label: "Renewal" });
  const group = await portal.post("/crm/v3/properties/deals/groups", { name: "own_group", label: "Own" });
  const property = await portal.post("/crm/v3/properties/deals", {
    name: "own_property",
    label: "Own",
    groupName: "dealinformation",
    type: "string",
    fieldType: "text",
  });
  const schema = await portal.post("/crm/v3/schemas", {
    name: "boats",
    labels: { singular: "Boat", plural: "Boats" },
    primaryDisplayProperty: "boat_name",
    requiredProperties: ["boat_name"],
    properties: [{ name: "boat_name", label: "Name", type: "string", fieldType: "text" }],
  });
  const callId = await portal.create("calls", { hs_call_title: "Renewal" }, [association(ticketId, 220)]);
  await portal.post("/crm/v4/associations/deals/tickets/labels", { name: "own_label", label: "Own" });
  const stages = [{ label: "Open", displayOrder: 0, metadata: { probability: "0.5" } }];
  const pipeline = await portal.post("/crm/v3/pipelines/deals", { label: "Renewals", displayOrder: 1, stages });
  const folder = await portal.post("/files/v3/folders", { name: "Renewal papers" });
  await portal.delete(`/trunkline/v1/owners/${archivedOwner.id}`);
  const token = await portal.post("/trunkline/v1/tokens", { name: "Nothing", scopes: [] });
  return {
    dealId,
    callId,
    binnedDealId,
    ticketId,
    otherTicketId: await portal.create("tickets", { subject: "More help" }),
    ownerId: owner.id,
    archivedOwnerId: archivedOwner.id,
    outcomeId: outcome.body.id,
    callTypeId: callType.body.id,
    propertyName: property.body.name,
    groupName: group.body.name,
    schemaId: schema.body.objectTypeId,
    userId: String(owner.userId),
    pipelineId: pipeline.body.id,
    stageId: pipeline.body.stages[0].id,
    fileId: await addFile(portal, { name: "note.txt" }),
    folderId: folder.body.id,
    tokenId: token.body.id,
  };
}

/** The path of a route about these things; its two ends are of types whose scopes differ. */
export function pathFor(route: Route, things: Things): string {
  const values: Readonly<Record<string, string>> = {
    objectType: "deals",
    fromObjectType: "deals",
    toObjectType: "tickets",
    objectId: route.id === "restoreObject" ? things.binnedDealId : things.dealId,
    toObjectId: /^(associate|setAssociationTypes)/.test(route.id) ? things.otherTicketId : things.ticketId,
    associationType: "27",
    category: "HUBSPOT_DEFINED",
    definitionId: "27",
    correlationId: "00000000-0000-0000-0000-000000000000",
    propertyName: things.propertyName,
    groupName: things.groupName,
    schemaName: things.schemaId,
    associationId: "700001",
    engagementId: things.callId,
    associationTypeId: String(labelTypeId),
    userId: things.userId,
    ownerId: route.id === "restoreOwner" ? things.archivedOwnerId : things.ownerId,
    pipelineId: things.pipelineId,
    stageId: things.stageId,
    fileId: things.fileId,
    tokenId: things.tokenId,
    id: route.path.includes("call-types") ? things.callTypeId : things.outcomeId,
  };
  const rest = route.id === "findFileByPath" ? "note.txt" : things.folderId;
  return route.path.replace(/\*$/, rest).replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${route.id}: say here what :${name} is`);
    return value;
  });
}

/** An association as the older API names it: of the deal with its ticket, whatever that is asked for. */
const older = ({ dealId, ticketId }: Things) => ({
  fromObjectId: dealId,
  toObjectId: ticketId,
  category: "HUBSPOT_DEFINED",
  definitionId: 27,
});

const dealToTicket = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 27 };
const dealToTicketLimit = { category: "HUBSPOT_DEFINED", typeId: 27 };
const newPair = ({ dealId, otherTicketId }: Things) => ({ from: { id: dealId }, to: { id: otherTicketId } });
const oldPair = ({ dealId, ticketId }: Things) => ({ from: { id: dealId }, to: { id: ticketId } });

const bodies: Readonly<Record<string, (things: Things) => unknown>> = {
  createObject: () => ({ properties: { dealname: "New" } }),
  updateObject: () => ({ properties: { dealname: "Changed" } }),
  searchObjects: () => ({ properties: ["dealname"], filterGroups: [] }),
  mergeObjects: ({ dealId, binnedDealId }) => ({ primaryObjectId: dealId, objectIdToMerge: binnedDealId }),
  eraseObject: ({ dealId }) => ({ objectId: dealId }),
  createBatch: () => ({ inputs: [{ properties: { dealname: "New" } }] }),
  readBatch: ({ dealId }) => ({ inputs: [{ id: dealId }], properties: ["dealname"] }),
  updateBatch: ({ dealId }) => ({ inputs: [{ id: dealId, properties: { dealname: "Changed" } }] }),
  upsertBatch: ({ dealId }) => ({ inputs: [{ id: dealId, properties: { dealname: "Changed" } }] }),
  archiveBatch: ({ dealId }) => ({ inputs: [{ id: dealId }] }),
  restoreBatch: ({ binnedDealId }) => ({ inputs: [{ id: binnedDealId }] }),
  associateOlder: older,
  associateOlderBatch: (things) => [older(things)],
  dissociateOlder: older,
  deleteOlderAssociation: older,
  dissociateOlderBatch: (things) => [older(things)],
  createEngagement: ({ ticketId }) => ({ engagement: { type: "NOTE" }, associations: { ticketIds: [ticketId] } }),
  updateEngagement: () => ({ metadata: { title: "Changed" } }),
  replaceEngagement: () => ({ associations: { ticketIds: [] } }),
  createProperty: () => ({
    name: "another_property",
    label: "Another",
    groupName: "dealinformation",
    type: "string",
    fieldType: "text",
  }),
  updateProperty: () => ({ label: "Changed" }),
  createPropertyGroup: () => ({ name: "another_group", label: "Another" }),
  updatePropertyGroup: () => ({ label: "Changed" }),
  setAssociationTypes: () => [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 27 }],
  batchAssociate: (things) => ({ inputs: [{ ...newPair(things), types: [dealToTicket] }] }),
  batchAssociateByDefault: (things) => ({ inputs: [newPair(things)] }),
  batchReadAssociations: ({ dealId }) => ({ inputs: [{ id: dealId }] }),
  batchDissociate: ({ dealId, ticketId }) => ({ inputs: [{ from: { id: dealId }, to: [{ id: ticketId }] }] }),
  batchDissociateTypes: (things) => ({ inputs: [{ ...oldPair(things), types: [dealToTicket] }] }),
  batchAssociateByName: (things) => ({ inputs: [{ ...newPair(things), type: "deal_to_ticket" }] }),
  batchReadAssociationsByName: ({ dealId }) => ({ inputs: [{ id: dealId }] }),
  batchDissociateByName: (things) => ({ inputs: [{ ...oldPair(things), type: "deal_to_ticket" }] }),
  createAssociationLabel: () => ({ name: "another_label", label: "Another" }),
  renameAssociationLabel: () => ({ associationTypeId: labelTypeId, label: "Renamed" }),
  createAssociationConfigurations: () => ({ inputs: [{ ...dealToTicketLimit, maxToObjectIds: 5 }] }),
  updateAssociationConfigurations: () => ({ inputs: [{ ...dealToTicketLimit, maxToObjectIds: 6 }] }),
  purgeAssociationConfigurations: () => ({ inputs: [dealToTicketLimit] }),
  createOutcome: () => ({ label: "Added" }),
  renameOutcome: () => ({ label: "Renamed" }),
  createCallType: () => ({ label: "Added" }),
  renameCallType: () => ({ label: "Renamed" }),
  createPipeline: () => ({ label: "Another", displayOrder: 0, stages: [] }),
  updatePipeline: () => ({ label: "Changed" }),
  replacePipeline: () => ({ label: "Changed", displayOrder: 0, stages: [] }),
  createPipelineStage: () => ({ label: "Another", displayOrder: 0, metadata: { probability: "0.1" } }),
  updatePipelineStage: () => ({ label: "Changed" }),
  replacePipelineStage: () => ({ label: "Changed", displayOrder: 0, metadata: { probability: "0.1" } }),
  updateFile: () => ({ access: "PUBLIC_INDEXABLE" }),
  createFolder: () => ({ name: "Another" }),
  updateFolder: () => ({ name: "Changed" }),
  purgeObjects: ({ binnedDealId }) => ({ ids: [binnedDealId] }),
  createOwner: () => ({ email: "third@example.com" }),
  updateOwner: () => ({ firstName: "Changed" }),
  createToken: () => ({ name: "Added", scopes: [] }),
  limitToken: () => ({ rateLimit: "free" }),
};

/** A body about these things that the route takes; a route that is not in the table gets an empty one. */
export function bodyFor(route: Route, things: Things): unknown {
  return route.body ? (bodies[route.id]?.(things) ?? {}) : undefined;
}

/** Sends the request of a route about these things; where the route takes a form, with a file in it. */
export function sendRoute(portal: TestPortal, route: Route, things: Things): Promise<Answer> {
  if (!route.upload) return portal.request(route.method, pathFor(route, things), bodyFor(route, things));
  const parts = [
    'name="file"; filename="other.txt"\r\n\r\nother bytes',
    'name="options"\r\n\r\n{"access":"PUBLIC_INDEXABLE"}',
    ...(route.id === "uploadFile" ? [`name="folderId"\r\n\r\n${things.folderId}`] : []),
  ];
  const form = parts.map((part) => `--part\r\nContent-Disposition: form-data; ${part}\r\n`).join("");
  const headers = { "content-type": "multipart/form-data; boundary=part" };
  return portal.request(route.method, pathFor(route, things), `${form}--part--\r\n`, headers);
}

/** The scopes that a route needs for the path of `pathFor`: of each list one. */
export function neededScopes(route: Route): readonly (readonly string[])[] {
  if (route.scope === null || route.scope === "open") return [];
  if ("scopes" in route.scope && route.scope.asWell !== undefined) {
    const access = route.method === "GET" ? "read" : "write";
    return ["deals", "tickets"].map((type) => [`crm.objects.${type}.${access}`]);
  }
  if ("scopes" in route.scope) return route.scope.scopes.map((scope) => [scope]);
  const { access, objects, alsoScopes = [] } = route.scope;
  const ofTypes = objects.map((parameter) => {
    const type = parameter === "toObjectType" ? "tickets" : "deals";
    if (access === "read definitions") return [`crm.objects.${type}.read`, `crm.schemas.${type}.read`];
    if (access === "write definitions") return [`crm.schemas.${type}.write`];
    return [`crm.objects.${type}.${access}`];
  });
  return [...alsoScopes.map((scope) => [scope]), ...ofTypes];
}

/** All scopes but these, and but the two that imply others: the older one of tickets, and the one of files. */
export function scopesWithout(missing: readonly string[]): string[] {
  return allScopes.filter((scope) => !missing.includes(scope) && scope !== "tickets" && scope !== "files");
}
