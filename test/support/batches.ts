import type { Answer, TestPortal } from "./test-app.ts";

export const timestamp = "2026-03-17T01:32:44Z";

/** Sends one batch of a type of records. */
export function batch(portal: TestPortal, plural: string, verb: string, inputs: unknown, rest = {}): Promise<Answer> {
  return portal.post(`/crm/v3/objects/${plural}/batch/${verb}`, { inputs, ...rest });
}

/** An input that creates a call. */
export function callInput(title: string, rest = {}) {
  return { properties: { hs_timestamp: timestamp, hs_call_title: title }, ...rest };
}

export function idsOf(answer: Answer): string[] {
  return answer.body.results.map(({ id }: { id: string }) => id);
}

/** One property of each result, in order. */
export function valuesOf(answer: Answer, name: string): (string | null | undefined)[] {
  return answer.body.results.map(({ properties }: { properties: Record<string, string | null> }) => properties[name]);
}
