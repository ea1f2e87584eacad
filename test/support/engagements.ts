import type { TestPortal } from "./test-app.ts";

export const engagementsPath = "/engagements/v1/engagements";

/** Logs an engagement in the older shape and returns the answer's body. */
export async function logEngagement(
  portal: TestPortal,
  type: string,
  metadata: Record<string, unknown> = {},
  associations: Record<string, unknown> = {},
) {
  const answer = await portal.post(engagementsPath, { engagement: { type }, associations, metadata });
  if (answer.status !== 200) throw new Error(`logging a ${type} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** The ids of a list of engagements, in its order. */
export function idsOf(list: { readonly results: readonly { readonly engagement: { readonly id: number } }[] }) {
  return list.results.map(({ engagement }) => engagement.id);
}
