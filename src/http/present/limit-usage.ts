import type { TypeCount } from "../../domain/accounts/portal-usage.ts";
import type { ObjectType } from "../../model/object-type.ts";

/** What a type's records or pipelines come to, of those that HubSpot has and those that the portal made. */
export function presentByOrigin(counts: readonly TypeCount[], limit: number, ownLimit: number) {
  const [own, known] = [true, false].map((isOwn) => counts.filter(({ type }) => (type.schema !== undefined) === isOwn));
  return {
    customObjectTypes: { byObjectType: (own ?? []).map(presentUse), ...presentOverall(own ?? [], ownLimit) },
    hubspotDefinedObjectTypes: (known ?? []).map((each) => presentUseOf(each, limit)),
  };
}

/** What is limited for each object type. */
export function presentByType(counts: readonly TypeCount[], limit: number) {
  return {
    byObjectType: counts.map((each) => presentUseOf(each, limit)),
    ...presentOverall(counts, limit * counts.length),
  };
}

/** What is limited for all object types together. */
export function presentTogether(counts: readonly TypeCount[], limit: number) {
  return { byObjectType: counts.map(presentUse), ...presentOverall(counts, limit) };
}

export function presentUsage(usage: number, limit: number) {
  return { limit, percentage: percentOf(usage, limit), usage };
}

function presentOverall(counts: readonly TypeCount[], limit: number) {
  const usage = counts.reduce((sum, { count }) => sum + count, 0);
  return { overallLimit: limit, overallPercentage: percentOf(usage, limit), overallUsage: usage };
}

function presentUseOf({ type, count }: TypeCount, limit: number) {
  return { ...presentUsage(count, limit), ...presentNames(type) };
}

function presentUse({ type, count }: TypeCount) {
  return { ...presentNames(type), usage: count };
}

export function presentNames({ id, singular, plural, schema }: ObjectType) {
  const labels = schema?.labels ?? { singular: toLabel(singular), plural: toLabel(plural) };
  return { objectTypeId: id, pluralLabel: labels.plural, singularLabel: labels.singular };
}

function toLabel(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function percentOf(usage: number, limit: number): number {
  return limit === 0 ? 0 : Math.round((usage / limit) * 10_000) / 100;
}
