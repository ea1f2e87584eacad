import type { AssociationType } from "../../model/association-type.ts";
import { engagementDefinitions } from "../../model/catalog/engagement-definitions.ts";
import { refuse } from "../../model/errors.ts";
import { limits } from "../../model/limits.ts";
import type { ObjectType } from "../../model/object-type.ts";
import { listLinkedPage } from "../../storage/engagements.ts";
import { findObject } from "../../storage/objects.ts";
import { getDefaultType } from "../associations/association-types.ts";
import { associate, dissociate, type TypedPairReference } from "../associations/change.ts";
import { type Context, transaction, type WriteContext } from "../context.ts";
import { objectTypeOfId } from "../object-types/resolve.ts";
import { parseRecordId, readRecordId } from "../objects/record-id.ts";
import { checkText } from "../properties/text-rules.ts";
import { findEngagementRow } from "./engagement.ts";
import { engagementTypes } from "./kinds.ts";
import type { PageOfIds } from "./list-engagements.ts";

/** One end of a definition: an object type, or an engagement of any kind. */
type End = ObjectType | "engagement";

/** What a number of the older associations API stands for. */
export type Definition = { readonly from: End; readonly to: End; readonly type: AssociationType | undefined };

/** Two records and the number of a definition, as the older associations API names them. */
export type OlderAssociation = {
  readonly fromObjectId: string | number;
  readonly toObjectId: string | number;
  readonly category: string;
  readonly definitionId: string | number;
};

/** @throws Refusal 400 for a number that is no definition, or one of another category */
export function getDefinition({ portal }: Context, category: string, definitionId: string | number): Definition {
  checkText(category, "The category");
  const id = readRecordId(definitionId) ?? 0;
  const ofEngagements = engagementDefinitions.get(id);
  if (ofEngagements && category === "HUBSPOT_DEFINED") {
    const record = objectTypeOfId(portal, ofEngagements.recordTypeId);
    return ofEngagements.engagementIs === "to"
      ? { from: record, to: "engagement", type: undefined }
      : { from: "engagement", to: record, type: undefined };
  }
  const type = portal.associationTypes.ofId(id);
  const [from, to] = [type && portal.objectTypes.find(type.fromTypeId), type && portal.objectTypes.find(type.toTypeId)];
  if (type?.category === category && from && to) return { from, to, type };
  throw refuse.unknownAssociationType(`${category} ${definitionId}`.slice(0, 100));
}

/**
 * The definition of each association of a batch.
 * @throws Refusal 400 for too many, and for a number that is no definition
 */
export function getDefinitions(ctx: Context, inputs: readonly OlderAssociation[]): Definition[] {
  if (inputs.length > limits.batchInputs) {
    throw refuse.invalid(`A batch takes at most ${limits.batchInputs} associations`, {
      count: [String(inputs.length)],
    });
  }
  return inputs.map((input) => getDefinition(ctx, input.category, input.definitionId));
}

/**
 * Associates the records of each input, all or none.
 * @throws Refusal 404 where a first record is not live, 400 for a second one and for numbers that are no definition
 */
export async function associateByDefinitions(ctx: Context, inputs: readonly OlderAssociation[]): Promise<void> {
  const definitions = getDefinitions(ctx, inputs);
  await transaction(ctx, async (ctx) => {
    for (const [index, input] of inputs.entries()) {
      await associate(ctx, await readPair(ctx, definitions[index] as Definition, input, (type) => type));
    }
  });
}

/** Takes associations away, all or none; the numbers of pairs with a primary record stand for the whole pair. */
export async function dissociateByDefinitions(ctx: Context, inputs: readonly OlderAssociation[]): Promise<void> {
  const definitions = getDefinitions(ctx, inputs);
  await transaction(ctx, async (ctx) => {
    for (const [index, input] of inputs.entries()) {
      await dissociate(
        ctx,
        await readPair(ctx, definitions[index] as Definition, input, (type) => plainType(ctx, type)),
      );
    }
  });
}

/**
 * The ids that a live record is associated with under a definition, in their order.
 * @throws Refusal 404 where the record is not live
 */
export async function listByDefinition(
  ctx: Context,
  reference: string,
  { from, to, type }: Definition,
  { afterId, limit }: PageOfIds,
): Promise<{ readonly ids: readonly number[]; readonly hasMore: boolean; readonly offset: number }> {
  const id = parseRecordId(reference);
  const key = { portalId: ctx.portal.portalId, objectTypeId: from === "engagement" ? "" : from.id, objectId: id };
  const row = from === "engagement" ? await findEngagementRow(ctx, id) : await findObject(ctx.db, "objects", key);
  if (!row) throw refuse.recordNotFound();
  const links = await listLinkedPage(
    ctx.db,
    "object_type_id" in row ? { ...key, objectTypeId: row.object_type_id } : key,
    to === "engagement" ? engagementTypes(ctx).typeIds : [to.id],
    { afterId, limit: limit + 1, associationTypeId: type && plainType(ctx, type).id },
  );
  const ids = links.slice(0, limit).map((link) => link.to_id);
  return { ids, hasMore: links.length > limit, offset: ids.at(-1) ?? afterId };
}

/** The older API knows no primary record of a pair: its numbers there stand for any association between the two. */
function plainType({ portal }: Context, type: AssociationType): AssociationType {
  const isPrimary = type.category === "HUBSPOT_DEFINED" && type.label === "Primary";
  return (isPrimary && portal.associationTypes.defaultBetween(type.fromTypeId, type.toTypeId)) || type;
}

async function readPair(
  ctx: WriteContext,
  definition: Definition,
  input: OlderAssociation,
  choose: (type: AssociationType) => AssociationType,
): Promise<TypedPairReference> {
  const [fromReference, toReference] = [String(input.fromObjectId), String(input.toObjectId)];
  checkText(fromReference, "fromObjectId");
  checkText(toReference, "toObjectId");
  const fromType = definition.from === "engagement" ? await typeOfFirst(ctx, fromReference) : definition.from;
  const toType = definition.to === "engagement" ? await typeOfSecond(ctx, toReference) : definition.to;
  const type = choose(definition.type ?? getDefaultType(ctx.portal, fromType, toType));
  return { fromType, fromReference, toType, toReference, typeReference: String(type.id) };
}

async function typeOfFirst(ctx: Context, reference: string): Promise<ObjectType> {
  const row = await findEngagementRow(ctx, parseRecordId(reference));
  if (!row) throw refuse.recordNotFound();
  return objectTypeOfId(ctx.portal, row.object_type_id);
}

async function typeOfSecond(ctx: Context, reference: string): Promise<ObjectType> {
  const id = readRecordId(reference);
  if (id === undefined) throw refuse.invalidId(reference);
  const row = await findEngagementRow(ctx, id);
  if (!row) throw refuse.associationTargets([{ typeName: "ENGAGEMENT", id: reference }]);
  return objectTypeOfId(ctx.portal, row.object_type_id);
}
