import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { startProcess, temporaryFolder } from "../support/server-process.ts";

/** Processes whose command line names this text; empty where the system does not tell. */
function processesNaming(text: string): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((pid) => commandLine(pid).includes(text))
      .map(Number);
  } catch {
    return [];
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`${signal} to npm stops the server that it started, and leaves no process`, async (t) => {
    const data = temporaryFolder(t);
    const server = await startProcess(t, "npm", ["start", "--", "--port", "0", "--data", data]);
    assert.equal((await fetch(`${server.address}/healthz`)).status, 200);
    await server.end(signal);
    for (let attempt = 0; attempt < 200 && processesNaming(data).length > 0; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.deepEqual(processesNaming(data), []);
    await assert.rejects(fetch(`${server.address}/healthz`));
  });
}
