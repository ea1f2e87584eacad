import assert from "node:assert/strict";
import { test } from "node:test";
import { runCommandLine, startServerProcess, temporaryFolder } from "../support/server-process.ts";

test("outcomes are added and listed on the command line, and what it cannot do is said in one line", async (t) => {
  const data = temporaryFolder(t);
  await (await startServerProcess(t, ["--port", "0", "--data", data])).end();
  const [made, refused] = await Promise.all([
    runCommandLine(["outcome", "create", "Gatekeeper", "--data", data]),
    runCommandLine(["call-type", "rename", "none", "x", "--data", data]),
  ]);
  const id = /^Outcome ([0-9a-f-]{36}): Gatekeeper\n$/.exec(made.output)?.[1] ?? assert.fail(made.errors);
  assert.deepEqual([refused.code, refused.errors], [1, "trunkline: Call type none was not found\n"]);
  const listed = await runCommandLine(["outcome", "list", "--data", data]);
  assert.match(listed.output, new RegExp(`^[0-9a-f-]{36}  Busy\n(.*\n)*${id}  Gatekeeper\n$`));
});
