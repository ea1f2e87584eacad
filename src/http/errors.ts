import { Refusal, refuse } from "../model/errors.ts";
import { limits } from "../model/limits.ts";

/** The standard envelope as JSON text, keys in wire order (contract 7.1 and 7.8); what OAuth differs in is in 9.3. */
export function presentRefusal(refusal: Refusal, correlationId: string): string {
  const { message, policyName, oauth, errors, context, links, category, subCategory } = refusal;
  const errorType = policyName === undefined ? undefined : "RATE_LIMIT";
  return JSON.stringify({
    status: oauth?.code ?? "error",
    message,
    errorType,
    correlationId,
    policyName,
    errors,
    context,
    links,
    category,
    subCategory,
    error: oauth?.error,
    error_description: oauth && message,
  });
}

/** What the caller is told of any error; what is not a refusal is our own fault and stays in the log. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return refuse.bodyTooLarge(limits.bodyBytes);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return refuse.mediaType("of this request");
    case "FST_ERR_BAD_URL":
      return refuse.edge(400, "The path of the request is not a valid URL path");
    default:
  }
  // Before the database: a client that drops its upload has a broken connection too.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return refuse.edge(statusCode, message ?? "The request could not be read");
  }
  if (message === "aborted") return refuse.edge(400, "The request was cut off");
  if (isUnavailable(error)) return refuse.unavailable("The database does not answer at the moment", error);
  return new Refusal({ status: 500, message: "internal error", cause: error });
}

/** The code of the error that storage throws where the database file was removed under the running server. */
const databaseGone = "TRUNKLINE_DATABASE_GONE";

const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "25006",
  "53100",
  "53300",
  // It has taken longer than a transaction may.
  "57014",
  "57P01",
  "57P02",
  "57P03",
]);

/** True where the database is away or cannot write for the moment (full disk, busy, read-only), so that a retry helps. */
function isUnavailable(error: unknown): boolean {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (code === databaseGone) return true;
  if (code === "ERR_SQLITE_ERROR") return [5, 6, 8, 10, 13, 14].includes((errcode ?? 0) & 0xff);
  if (code !== undefined && connectionCodes.has(code)) return true;
  return /Connection terminated|connection error|Query read timeout|timeout exceeded when trying to connect/.test(
    message ?? "",
  );
}
