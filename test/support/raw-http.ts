import { connect } from "node:net";
import { checkAnswer } from "./answer-check.ts";
import type { Answer, TestPortal } from "./test-app.ts";

/** What goes over the wire as it stands, where fetch would mend or refuse it. */
export type RawRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** Sends bytes on a connection of their own and reads until the server closes it. */
export function sendBytes(address: string, ...parts: readonly (string | Uint8Array)[]): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => received.push(chunk));
  // A server that refuses a large request may close before it has read all of it; what it answered counts.
  socket.on("error", (error) => (received.length > 0 ? resolve(readAnswer(received)) : reject(error)));
  socket.on("end", () => resolve(readAnswer(received)));
  for (const part of parts) socket.write(part);
  return promise;
}

/** Sends a request of the portal's token, and checks that the answer fits the server's description; headers replace those that go without saying, and an empty one is left out. */
export async function sendRaw(portal: TestPortal, request: RawRequest): Promise<Answer> {
  const { method, target, body } = request;
  const headers = {
    host: new URL(portal.address).host,
    authorization: `Bearer ${portal.token}`,
    connection: "close",
    ...(body === undefined ? {} : { "content-type": "application/json", "content-length": String(byteLength(body)) }),
    ...request.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === "" ? [] : [`${name}: ${value}`]));
  const answer = await sendBytes(
    portal.address,
    [`${method} ${target} HTTP/1.1`, ...lines, "", ""].join("\r\n"),
    ...(body === undefined ? [] : [body]),
  );
  checkAnswer(method, target, answer);
  return answer;
}

function byteLength(body: string | Uint8Array): number {
  return typeof body === "string" ? Buffer.byteLength(body) : body.length;
}

function readAnswer(received: readonly Buffer[]): Answer {
  const [head = "", text = ""] = splitOnce(Buffer.concat(received).toString("utf8"), "\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = new Headers(lines.map((line) => splitOnce(line, ":").map((part) => part.trim()) as [string, string]));
  const status = Number(statusLine.split(" ")[1]);
  return { status, headers, text, body: text === "" ? undefined : JSON.parse(text) };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
