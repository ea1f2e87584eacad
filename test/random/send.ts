import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import type { Answer } from "../support/test-app.ts";
import type { Sendable } from "./request.ts";

/** An answer that takes this long counts as none. */
const hangMilliseconds = 60_000;

/** Keeps connections open between requests; call its `destroy` at the end. */
export const newAgent = () => new Agent({ keepAlive: true, maxSockets: 32 });

/** Sends a request as it stands, paths and bodies that no library would send included. */
export function send(address: string, agent: Agent, sendable: Sendable): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = new URL(address);
  const { method, target: path, headers, content } = sendable;
  const length = content === undefined ? {} : { "content-length": Buffer.byteLength(content) };
  const outgoing = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } });
  outgoing.setTimeout(hangMilliseconds, () => outgoing.destroy(new Error("no answer came")));
  outgoing.on("error", reject);
  outgoing.on("response", (incoming) => {
    readAnswer(incoming).then(resolve, reject);
  });
  outgoing.end(content);
  return promise;
}

async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  // A stream of events has no end: that it begins is all that is waited for.
  const isEndless = incoming.headers["content-type"]?.startsWith("text/event-stream") === true;
  if (isEndless) incoming.destroy();
  else for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const pairs = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const headers = new Headers(pairs);
  const isJson = headers.get("content-type")?.startsWith("application/json") === true;
  return {
    status: incoming.statusCode ?? 0,
    headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}

/** Sends the first bytes of a request and drops the connection; a write never arrives whole, and so changes nothing. */
export async function sendCut(address: string, { method, target, headers, content }: Sendable, bytes: number) {
  const { hostname, port } = new URL(address);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const length = `content-length: ${Buffer.byteLength(content ?? "")}`;
  const head = [`${method} ${target} HTTP/1.1`, `host: ${hostname}`, length, ...lines, "", ""].join("\r\n");
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.on("close", () => resolve());
  const whole = Buffer.concat([Buffer.from(head), Buffer.from(content ?? "")]);
  const most = method === "GET" ? whole.length : whole.length - 1;
  socket.write(whole.subarray(0, Math.min(bytes, most)), () => socket.destroy());
  await promise;
}
