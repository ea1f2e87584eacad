import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LoadResult, LoadTool } from "./load-tool.ts";
import type { Request } from "./request.ts";

const script = join(import.meta.dirname, "wrk.lua");
const graceMilliseconds = 20_000;

/** Runs wrk with one thread, which plays requests from a file in `folder`. */
export function wrkTool(folder: string): LoadTool {
  const files = new Map<readonly Request[], string>();
  function fileOf(requests: readonly Request[], address: string): string {
    let file = files.get(requests);
    if (file === undefined) {
      file = join(folder, `requests-${files.size}`);
      files.set(requests, file);
      writeFileSync(file, requests.map((request) => wireText(request, new URL(address).host)).join(""));
    }
    return file;
  }
  return {
    name: "wrk",
    async run({ address, requests, connections, seconds }) {
      const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", script, address];
      const { stdout } = await promisify(execFile)("wrk", [...args, "--", fileOf(requests, address)], {
        timeout: seconds * 1_000 + graceMilliseconds,
      });
      const line = stdout.split("\n").find((each) => each.startsWith("{"));
      if (line === undefined) throw new Error(`wrk printed no result:\n${stdout}`);
      return JSON.parse(line) as LoadResult;
    },
  };
}

/** The request as it goes over the wire, behind a line with its length. */
function wireText({ method, path, headers, body }: Request, host: string): string {
  const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  const text = `${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
  return `${Buffer.byteLength(text)}\n${text}`;
}
