/** What lets a browser in until it expires: a session of the web app, or a link that makes one, once. */
export type AppSessionRow = {
  portal_id: number;
  kind: "session" | "link";
  secret_hash: string;
  /** The token in whose name it acts; where that is revoked, this ends too. */
  token_hash: string;
  created_at: number;
  expires_at: number;
};
