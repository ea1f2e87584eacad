import type { Schemas } from "./schema.generated.ts";

type Details = {
  /** The HTTP status; 0 where there was no answer at all. */
  readonly status: number;
  readonly message: string;
  readonly category?: string;
  readonly correlationId?: string;
  readonly errors?: Schemas["Error"]["errors"];
};

/** A refusal of the server, or its silence. */
export class ApiError extends Error {
  readonly status: number;
  readonly category: string | undefined;
  /** By this the server's log names the request. */
  readonly correlationId: string | undefined;
  readonly errors: NonNullable<Details["errors"]>;

  constructor({ status, message, category, correlationId, errors }: Details) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.category = category;
    this.correlationId = correlationId;
    this.errors = errors ?? [];
  }
}

/** Reads the error envelope; what is none (a proxy's page) still gives an error that can be shown. */
export function toApiError(response: Response, text: string): ApiError {
  const envelope = parse(text);
  return new ApiError({
    status: response.status,
    message: envelope.message ?? `The server answered ${response.status} ${response.statusText}`.trim(),
    category: envelope.category,
    correlationId: envelope.correlationId ?? response.headers.get("x-hubspot-correlation-id") ?? undefined,
    errors: envelope.errors,
  });
}

/** What to tell a person about an error of any kind. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parse(text: string): Partial<Schemas["Error"]> {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
