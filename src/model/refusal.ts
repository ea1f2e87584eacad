export type ErrorDetail = {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
};

/** What the OAuth endpoints tell of an error: the code that clients of HubSpot know, and the one of RFC 6749 (5.2). */
export type OauthError = { readonly code: string; readonly error: string };

type Fields = {
  readonly status: number;
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  /** The limit of rate that was reached (contract 7.8). */
  readonly policyName?: string;
  readonly oauth?: OauthError;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly ErrorDetail[];
  readonly links?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
};

/** A refusal with its place in the wire envelope (contract 7.1). */
export class Refusal extends Error {
  readonly status: number;
  readonly category: string | undefined;
  readonly subCategory: string | undefined;
  readonly policyName: string | undefined;
  readonly oauth: OauthError | undefined;
  readonly context: Fields["context"];
  readonly errors: Fields["errors"];
  readonly links: Fields["links"];
  readonly headers: Fields["headers"];

  constructor(fields: Fields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = "Refusal";
    this.status = fields.status;
    this.category = fields.category;
    this.subCategory = fields.subCategory;
    this.policyName = fields.policyName;
    this.oauth = fields.oauth;
    this.context = fields.context;
    this.errors = fields.errors;
    this.links = fields.links;
    this.headers = fields.headers;
  }
}
