import assert from "node:assert/strict";
import { test } from "node:test";
import { runCommandLine, startServerProcess, temporaryFolder } from "../support/server-process.ts";

test("a folder that is not there yet is seeded on the command line, and the server then shows the calls", async (t) => {
  const data = temporaryFolder(t);
  const sizes = ["--calls", "30", "--contacts", "5", "--until", "2026-07-01"];
  const { code, output, errors } = await runCommandLine(["seed", ...sizes, "--data", data]);
  assert.equal(code, 0, errors);
  assert.match(
    output,
    /^Portal \d+: 8 owners, 2 companies, 5 contacts, \d+ deals, 30 calls\n\d+ records in .* per second\n$/,
  );
  // Not a terminal: plain lines, and nothing that moves a cursor.
  assert.match(errors, /^calls .* 100 % {2}30 of 30/m);
  assert.ok(!errors.includes("\r") && !errors.includes("\u001B"), errors);
  const server = await startServerProcess(t, ["--port", "0", "--data", data]);
  const headers = { authorization: `Bearer ${server.token}` };
  const answer = await fetch(`${server.address}/crm/v3/objects/calls?limit=100`, { headers });
  assert.equal(((await answer.json()) as { results: unknown[] }).results.length, 30);
  for (const [flag, value] of [
    ["--calls", "many"],
    ["--until", "2026-7-1"],
    ["--busiest", "31"],
  ] as const) {
    const refused = await runCommandLine(["seed", ...sizes, flag, value, "--data", data]);
    assert.equal(refused.code, 1);
    assert.ok(refused.errors.startsWith(`trunkline: ${flag} `), refused.errors);
  }
});
