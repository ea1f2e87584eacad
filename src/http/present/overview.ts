import type { Overview } from "../../domain/calls/overview.ts";
import type { Portal } from "../../model/portal.ts";

/** The figures of calls with the names that people know their outcomes and owners by. */
export function presentOverview(
  { bucket, from, to, totals, overTime, by }: Overview,
  portal: Portal,
  timeZone: string,
) {
  const { calls, connected, talkMilliseconds, timed, recorded, voicemails, voicemailsWaiting } = totals;
  const outcomes = new Map(portal.outcomes.map(({ id, label }) => [id, label]));
  return {
    timeZone,
    bucket,
    from,
    to,
    totals: {
      calls,
      connected,
      connectRate: calls === 0 ? null : Math.round((connected / calls) * 10_000) / 10_000,
      talkMilliseconds,
      averageTalkMilliseconds: timed === 0 ? null : Math.round(talkMilliseconds / timed),
      recorded,
      voicemails,
      voicemailsWaiting,
    },
    overTime,
    byOutcome: by.outcome.map(({ value, ...figures }) => ({
      outcome: value,
      label: value === null ? null : (outcomes.get(value) ?? value),
      ...figures,
    })),
    byOwner: by.owner.map(({ value, ...figures }) => ({ ownerId: value, name: ownerName(portal, value), ...figures })),
    byDirection: by.direction.map(({ value, ...figures }) => ({ direction: value, ...figures })),
    byStatus: by.status.map(({ value, ...figures }) => ({ status: value, ...figures })),
  };
}

/** An owner's name for people; the id of one that is not known, null for none. */
export function ownerName(portal: Portal, ownerId: string | null): string | null {
  const owner = ownerId === null ? undefined : portal.owners.get(ownerId);
  if (!owner) return ownerId;
  return `${owner.firstName} ${owner.lastName}`.trim() || owner.email;
}
