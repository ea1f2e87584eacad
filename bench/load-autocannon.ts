import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import type { LoadTool } from "./load-tool.ts";

const patienceSeconds = 10;

/** Runs autocannon in this process; the connections share the requests out among themselves. */
export const autocannonTool: LoadTool = {
  name: "autocannon",
  async run({ address, requests, connections, seconds }) {
    let next = 0;
    const share = Math.ceil(requests.length / connections);
    const load = autocannon({
      url: address,
      connections,
      // Ended by us: its own clock has whole seconds only.
      duration: seconds + patienceSeconds,
      timeout: patienceSeconds,
      setupClient(client) {
        // Copies, because autocannon keeps what it builds in the request itself.
        client.setRequests(requests.slice(next, next + share).map((request) => ({ ...request })));
        next += share;
      },
    });
    const times: number[] = [];
    let failures = 0;
    load.on("response", (_client, status, _bytes, milliseconds) => {
      times.push(milliseconds);
      if (status >= 400) failures += 1;
    });
    load.on("reqError", () => {
      failures += 1;
    });
    const start = performance.now();
    await sleep(seconds * 1_000);
    const elapsedSeconds = (performance.now() - start) / 1_000;
    const answered = times.length;
    load.stop();
    await load;
    times.sort((left, right) => left - right);
    const percentile = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
    return {
      requests: answered,
      seconds: elapsedSeconds,
      failures,
      p50Milliseconds: percentile(0.5),
      p99Milliseconds: percentile(0.99),
    };
  },
};
