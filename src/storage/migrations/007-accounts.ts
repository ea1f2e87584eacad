import type { EngineName } from "../statement.ts";

/** Tokens that expire and can be revoked; OAuth apps and what users have granted them. */
export function accounts(engine: EngineName): string[] {
  const key = engine === "postgres" ? `text COLLATE "C"` : "text";
  return [
    "ALTER TABLE tokens ADD COLUMN expires_at bigint",
    "ALTER TABLE tokens ADD COLUMN revoked_at bigint",
    `ALTER TABLE tokens ADD COLUMN client_id ${key}`,
    `ALTER TABLE tokens ADD COLUMN grant_id ${key}`,
    "CREATE INDEX tokens_by_portal ON tokens (portal_id, token_id)",
    "CREATE INDEX tokens_by_grant ON tokens (portal_id, client_id, grant_id)",
    `CREATE TABLE oauth_apps (
      client_id ${key} NOT NULL PRIMARY KEY,
      portal_id integer NOT NULL,
      app_id integer NOT NULL,
      name text NOT NULL,
      secret_hash text NOT NULL,
      form_key text NOT NULL,
      redirect_uris text NOT NULL,
      scopes text NOT NULL,
      created_at bigint NOT NULL
    )`,
    "CREATE INDEX oauth_apps_by_portal ON oauth_apps (portal_id, client_id)",
    `CREATE TABLE oauth_grants (
      grant_id ${key} NOT NULL PRIMARY KEY,
      portal_id integer NOT NULL,
      client_id ${key} NOT NULL,
      user_id integer NOT NULL,
      scopes text NOT NULL,
      redirect_uri text NOT NULL,
      code_challenge text,
      code_challenge_method text,
      code_expires_at bigint NOT NULL,
      refresh_hash ${key},
      created_at bigint NOT NULL,
      revoked_at bigint
    )`,
    "CREATE UNIQUE INDEX oauth_grants_by_refresh_token ON oauth_grants (refresh_hash)",
    "CREATE INDEX oauth_grants_by_app ON oauth_grants (client_id, portal_id)",
  ];
}
