import type { LabelUsage, PairUsage, RecordUsage, TypeUsage } from "../../domain/associations/usage.ts";
import { percentOf, presentNames } from "./limit-usage.ts";

/** The totals count all of them; the samples are the first ones. */
const samples = 100;

/** How many labels a pair of object types has (contract 6.8). */
export function presentLabelUsage({ from, to, labels, limit }: LabelUsage) {
  return {
    allLabels: labels,
    fromObjectType: presentNames(from),
    limit,
    percentage: percentOf(labels.length, limit),
    toObjectType: presentNames(to),
    usage: labels.length,
  };
}

export function presentTypeUsage({ type, hasFull, hasNear }: TypeUsage) {
  return { hasRecordsAtLimit: hasFull, hasRecordsNearLimit: hasNear, ...presentNames(type) };
}

export function presentPairUsage({ limit, full, near }: PairUsage) {
  return {
    atLimitFromRecordSamples: full.slice(0, samples).map(presentSample),
    limit,
    nearLimitFromRecordSamples: near.slice(0, samples).map((record) => ({
      ...presentSample(record),
      percentage: percentOf(record.usage, limit),
      usage: record.usage,
    })),
    totalRecordsAtLimit: full.length,
    totalRecordsNearLimit: near.length,
  };
}

function presentSample({ id }: RecordUsage) {
  return { label: String(id), objectId: id };
}
