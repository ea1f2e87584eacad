import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import type { LoadTool } from "./load-tool.ts";
import type { Request } from "./request.ts";

const patienceSeconds = 10;

/** Runs autocannon in this process; its connections take the requests in turn from one list, as wrk's do. */
export const autocannonTool: LoadTool = {
  name: "autocannon",
  async run({ address, requests, connections, seconds }) {
    let next = 0;
    const load = autocannon({
      url: address,
      connections,
      // Ended by us: its own clock has whole seconds only.
      duration: seconds + patienceSeconds,
      timeout: patienceSeconds,
      requests: [
        {
          setupRequest(request) {
            const { method, path, headers, body } = requests[next++ % requests.length] as Request;
            return { ...request, method, path, headers, body };
          },
        },
      ],
    });
    const times: number[] = [];
    let failures = 0;
    const start = performance.now();
    let last = start;
    load.on("response", (_client, status, _bytes, milliseconds) => {
      times.push(milliseconds);
      last = performance.now();
      if (status >= 400) failures += 1;
    });
    load.on("reqError", () => {
      failures += 1;
    });
    await sleep(seconds * 1_000);
    load.stop();
    // It may go on for a moment, and what it does then counts: the server's processor time does too.
    await load;
    times.sort((left, right) => left - right);
    const percentile = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
    return {
      requests: times.length,
      seconds: (last - start) / 1_000,
      failures,
      p50Milliseconds: percentile(0.5),
      p99Milliseconds: percentile(0.99),
    };
  },
};
