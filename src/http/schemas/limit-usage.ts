import { Type } from "typebox";

const names = { objectTypeId: Type.String(), pluralLabel: Type.String(), singularLabel: Type.String() };
const usage = { limit: Type.Integer(), percentage: Type.Number(), usage: Type.Integer() };
const overall = { overallLimit: Type.Integer(), overallPercentage: Type.Number(), overallUsage: Type.Integer() };

export const usageAnswer = Type.Object(usage);

export const usageByType = Type.Object({ byObjectType: Type.Array(Type.Object({ ...usage, ...names })), ...overall });

export const usageTogether = Type.Object({
  byObjectType: Type.Array(Type.Object({ ...names, usage: Type.Integer() })),
  ...overall,
});

export const usageByOrigin = Type.Object({
  customObjectTypes: usageTogether,
  hubspotDefinedObjectTypes: Type.Array(Type.Object({ ...usage, ...names })),
});

export const apiUsageList = Type.Object({
  results: Type.Array(
    Type.Object({
      name: Type.String(),
      usageLimit: Type.Integer(),
      currentUsage: Type.Integer(),
      collectedAt: Type.String(),
      fetchStatus: Type.String({ description: "`NOTFOUND` where nothing is counted, as nothing is limited" }),
      resetsAt: Type.String(),
    }),
  ),
});
