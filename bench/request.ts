/** A request that is sent as it is. */
export type Request = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

const patienceMilliseconds = 30_000;
const json = { "content-type": "application/json" };

/** A request with a JSON body, where it has one. */
export function makeRequest(
  method: Request["method"],
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Request {
  if (body === undefined) return { method, path, headers };
  return { method, path, headers: { ...headers, ...json }, body: JSON.stringify(body) };
}

export type Answered = { readonly status: number; readonly text: string };

export async function send(address: string, { method, path, headers, body }: Request): Promise<Answered> {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  // A connection of its own: one that is kept may be closed by the other side just when it is used again.
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: { ...headers, connection: "close" },
    body,
    signal,
  });
  return { status: answer.status, text: await answer.text() };
}

/**
 * The answer to a request that must succeed.
 * @throws Error that shows the answer where it is a refusal
 */
export async function sendWell(address: string, request: Request): Promise<Answered> {
  const answer = await send(address, request);
  if (answer.status < 400) return answer;
  throw new Error(`${request.method} ${request.path} was answered ${answer.status}:\n${answer.text.slice(0, 500)}`);
}
