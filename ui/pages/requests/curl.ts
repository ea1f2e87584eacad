import type { RequestDetail } from "./use-requests.ts";

/** The request as a line for a shell; the token is left to the reader. */
export function curlOf({ method, path, query, request }: RequestDetail, origin: string): string {
  const address = `${origin}${path}${query === "" ? "" : `?${query}`}`;
  const parts = ["curl", ...(method === "GET" ? [] : ["-X", method]), quoted(address)];
  parts.push("-H", '"Authorization: Bearer $TOKEN"');
  if (request.body !== null && request.body !== "") {
    parts.push(
      "-H",
      quoted(`Content-Type: ${request.contentType ?? "application/json"}`),
      "--data",
      quoted(request.body),
    );
  }
  return parts.join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
