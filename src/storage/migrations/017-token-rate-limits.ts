/** Limits of rate that a token has to itself. */
export const tokenRateLimits = () => ["ALTER TABLE tokens ADD COLUMN rate_limit text NOT NULL DEFAULT 'default'"];
