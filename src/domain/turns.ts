import { setImmediate as turn } from "node:timers/promises";

const many = 20;

/**
 * Lets whoever waits for an answer go first, between the parts of work on many records: on the embedded database nothing
 * in it waits by itself, and a batch of 100 would hold up every read for as long as it takes.
 * @param records how many records the part was about
 */
export async function giveTurn(records: number): Promise<void> {
  if (records >= many) await turn();
}
