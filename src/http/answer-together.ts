import { performance } from "node:perf_hooks";

let turn = -1;
let answers = 0;
let answersBefore = 0;
let turnEnd: Promise<void> | undefined;

/**
 * What an answer waits for so that it leaves together with the others of the same turn of the event loop: sending each
 * as soon as it is ready wakes the other side for each, which can cost as much as a small answer itself.
 * @returns undefined where answers come one by one, and waiting would only delay them
 */
export function answerTogether(): Promise<void> | undefined {
  const { loopCount } = performance.nodeTiming.uvMetricsInfo;
  if (loopCount !== turn) {
    turn = loopCount;
    answersBefore = answers;
    answers = 0;
  }
  answers += 1;
  if (answers === 1 && answersBefore <= 1) return undefined;
  turnEnd ??= new Promise((resolve) => {
    setImmediate(() => {
      turnEnd = undefined;
      resolve();
    });
  });
  return turnEnd;
}
