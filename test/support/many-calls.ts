import type { TestPortal } from "./test-app.ts";

const batchSize = 100;
export const connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
export const noAnswer = "73a0d17f-1163-4015-bdd5-ec830791da20";

/** Makes calls by batch, each a minute before the one made before it, and returns their ids in that order. */
export async function createCalls(
  portal: TestPortal,
  count: number,
  propertiesOf: (index: number) => Record<string, string> = () => ({}),
): Promise<string[]> {
  const latest = Date.parse("2026-03-17T12:00:00Z");
  const ids: string[] = [];
  for (let start = 0; start < count; start += batchSize) {
    const inputs = Array.from({ length: Math.min(batchSize, count - start) }, (_, index) => ({
      properties: {
        hs_timestamp: new Date(latest - (start + index) * 60_000).toISOString(),
        hs_call_title: `Call number ${start + index + 1}`,
        ...propertiesOf(start + index),
      },
    }));
    const answer = await portal.post("/crm/v3/objects/calls/batch/create", { inputs });
    if (answer.status !== 201) throw new Error(answer.text);
    ids.push(...answer.body.results.map(({ id }: { id: string }) => id));
  }
  return ids;
}
