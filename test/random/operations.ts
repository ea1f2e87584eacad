import type { ApiDocument, ApiParameter } from "../../src/http/openapi.ts";
import type { Schema } from "../../src/http/openapi-schemas.ts";

/** One operation of the server's description, ready to make requests of. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  /** The canonical path and its other spellings, parameters in braces. */
  readonly paths: readonly [string, ...string[]];
  readonly query: readonly ApiParameter[];
  readonly body: { readonly type: string; readonly schema: Schema } | undefined;
};

export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Operation => {
      const [content] = Object.entries(operation.requestBody?.content ?? {});
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        paths: [path, ...(operation["x-aliases"] ?? [])],
        query: operation.parameters.filter((parameter) => parameter.in === "query"),
        body: content ? { type: content[0], schema: resolve(document, content[1].schema) as Schema } : undefined,
      };
    }),
  );
}

/** The schema with its references replaced by what they refer to. */
function resolve(document: ApiDocument, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((inner) => resolve(document, inner));
  if (typeof node !== "object" || node === null) return node;
  if ("$ref" in node) {
    const name = String(node.$ref).replace("#/components/schemas/", "");
    return resolve(document, document.components.schemas[name]);
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(document, value)]));
}

/** How often an operation is taken: what writes records and their links more often than the rest. */
const shares: Readonly<Record<string, number>> = {
  createObject: 14,
  updateObject: 14,
  archiveObject: 4,
  restoreObject: 4,
  getObject: 4,
  listObjects: 4,
  searchObjects: 8,
  createBatch: 4,
  updateBatch: 4,
  upsertBatch: 4,
  archiveBatch: 2,
  restoreBatch: 3,
  readBatch: 3,
  mergeObjects: 2,
  associate: 5,
  dissociate: 3,
  setAssociationTypes: 5,
  associateByDefault: 3,
  dissociateWholly: 2,
  batchAssociate: 4,
  batchAssociateByName: 3,
  batchAssociateByDefault: 3,
  batchDissociate: 2,
  batchDissociateTypes: 2,
  createAssociationLabel: 2,
  createProperty: 2,
  createEngagement: 4,
  updateEngagement: 3,
  replaceEngagement: 2,
  uploadFile: 2,
};

/** The operations, each as many times as its share. */
export function weighted(operations: readonly Operation[]): Operation[] {
  return operations.flatMap((operation) => Array.from({ length: shares[operation.id] ?? 1 }, () => operation));
}
