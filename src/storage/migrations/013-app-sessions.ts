import type { EngineName } from "../statement.ts";

/** Who is signed in to the web app, and the links that sign in once; both are known by the hash of a secret only. */
export function appSessions(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  const compact = engine === "sqlite" ? " WITHOUT ROWID" : "";
  return [
    `CREATE TABLE app_sessions (
      portal_id integer NOT NULL,
      kind ${key} NOT NULL,
      secret_hash ${key} NOT NULL,
      token_hash ${key} NOT NULL,
      created_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      PRIMARY KEY (portal_id, kind, secret_hash)
    )${compact}`,
  ];
}
