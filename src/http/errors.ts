import { Refusal, refuse } from "../model/errors.ts";
import { limits } from "../model/limits.ts";

/** The standard envelope as JSON text, keys in wire order (contract 7.1 and 7.8). */
export function presentRefusal(refusal: Refusal, correlationId: string): string {
  const { message, policyName, errors, context, links, category, subCategory } = refusal;
  const errorType = policyName === undefined ? undefined : "RATE_LIMIT";
  return JSON.stringify({
    status: "error",
    message,
    errorType,
    correlationId,
    policyName,
    errors,
    context,
    links,
    category,
    subCategory,
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
  if (isUnavailable(error)) return refuse.unavailable("The database does not answer at the moment", error);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return refuse.edge(statusCode, message ?? "The request could not be read");
  }
  return new Refusal({ status: 500, message: "internal error", cause: error });
}

const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);

/** True where the database is away or cannot write for the moment (full disk, busy, read-only), so that a retry helps. */
function isUnavailable(error: unknown): boolean {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (code === "ERR_SQLITE_ERROR") return [5, 6, 8, 10, 13, 14].includes((errcode ?? 0) & 0xff);
  if (code !== undefined && connectionCodes.has(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect/.test(message ?? "");
}
