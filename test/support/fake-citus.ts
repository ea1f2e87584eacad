import { Client } from "pg";

/**
 * Stands in for the Citus extension, which the tests cannot install: functions of the same names that note what they
 * are asked for, and refuse what Citus refuses (docs.citusdata.com, "Creating and Modifying Distributed Objects").
 */
const fakeCitus = `
  CREATE SCHEMA citus;
  CREATE TYPE citus.distribution_type AS ENUM ('hash', 'range', 'append');
  CREATE TABLE citus.asked (step serial, name text, table_name text, colocate_with text, xid text);
  CREATE TABLE citus.placed (
    table_name regclass PRIMARY KEY, kind text, distribution_column text, colocation_id int, shard_count int
  );
  CREATE VIEW citus.citus_tables AS
    SELECT table_name, kind AS citus_table_type, distribution_column, colocation_id, shard_count FROM citus.placed;

  CREATE FUNCTION citus.refuse_unfit(t regclass, col text, colocation int) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE key record;
  BEGIN
    IF EXISTS (SELECT FROM citus.placed p WHERE p.table_name = t) THEN
      RAISE 'table "%" is already distributed', t;
    END IF;
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = t AND NOT tgisinternal) THEN
      RAISE 'cannot distribute relation "%" because it has triggers', t;
    END IF;
    FOR key IN SELECT * FROM pg_constraint WHERE contype = 'f' AND conrelid = t LOOP
      IF NOT EXISTS (
        SELECT FROM citus.placed p WHERE p.table_name = key.confrelid AND (p.kind = 'reference' OR (
          p.colocation_id = colocation AND EXISTS (
            SELECT FROM unnest(key.conkey, key.confkey) AS pair (own, other)
            JOIN pg_attribute a ON a.attrelid = t AND a.attnum = pair.own AND a.attname = col
            JOIN pg_attribute b ON b.attrelid = key.confrelid AND b.attnum = pair.other
              AND b.attname = p.distribution_column))))
      THEN RAISE 'cannot create foreign key constraint on "%": relations are not colocated', t;
      END IF;
    END LOOP;
    IF col IS NULL THEN RETURN; END IF;
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = t AND attname = col) THEN
      RAISE 'column "%" of relation "%" does not exist', col, t;
    END IF;
    IF EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = t AND i.indisunique AND NOT EXISTS (
        SELECT FROM unnest(i.indkey) AS k (attnum) JOIN pg_attribute a ON a.attrelid = t AND a.attnum = k.attnum
        WHERE a.attname = col))
    THEN RAISE 'cannot create constraint on "%": UNIQUE or PRIMARY KEY does not include the partition column', t;
    END IF;
  END $$;

  CREATE FUNCTION citus.place(step text, t regclass, col text, colocate_with text, shards int) RETURNS void
  LANGUAGE plpgsql AS $$
  DECLARE leader citus.placed; group_id int;
  BEGIN
    IF colocate_with NOT IN ('none', 'default') THEN
      IF shards IS NOT NULL THEN RAISE 'cannot use colocate_with with a table and shard_count at the same time'; END IF;
      SELECT * INTO leader FROM citus.placed WHERE table_name = colocate_with::regclass;
      IF leader IS NULL THEN RAISE 'relation "%" is not distributed', colocate_with; END IF;
      IF (SELECT atttypid FROM pg_attribute WHERE attrelid = t AND attname = col) IS DISTINCT FROM
         (SELECT atttypid FROM pg_attribute WHERE attrelid = leader.table_name AND attname = leader.distribution_column)
      THEN RAISE 'cannot colocate tables % and %: distribution column types do not match', colocate_with, t;
      END IF;
    END IF;
    group_id := coalesce(leader.colocation_id, (SELECT count(*) + 1 FROM citus.placed));
    PERFORM citus.refuse_unfit(t, col, group_id);
    INSERT INTO citus.asked (name, table_name, colocate_with, xid)
      VALUES (step, t::text, colocate_with, pg_current_xact_id()::text);
    INSERT INTO citus.placed
      VALUES (t, 'distributed', col, group_id, coalesce(leader.shard_count, shards, 32));
  END $$;

  CREATE FUNCTION citus.create_distributed_table(
    table_name regclass, distribution_column text, distribution_type citus.distribution_type DEFAULT 'hash',
    colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL
  ) RETURNS void LANGUAGE sql AS $$
    SELECT citus.place('create_distributed_table', table_name, distribution_column, colocate_with, shard_count) $$;

  CREATE FUNCTION citus.create_distributed_table_concurrently(
    table_name regclass, distribution_column text, distribution_type citus.distribution_type DEFAULT 'hash',
    colocate_with text DEFAULT 'default', shard_count int DEFAULT NULL
  ) RETURNS void LANGUAGE sql AS $$
    SELECT citus.place(
      'create_distributed_table_concurrently', table_name, distribution_column, colocate_with, shard_count) $$;

  CREATE FUNCTION citus.create_reference_table(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM citus.refuse_unfit(table_name, NULL, NULL);
    INSERT INTO citus.asked (name, table_name, xid)
      VALUES ('create_reference_table', table_name::text, pg_current_xact_id()::text);
    INSERT INTO citus.placed VALUES (table_name, 'reference', NULL, 0, 1);
  END $$;
`;

/** Makes a database look as if it had the Citus extension, to connections that come after this. */
export async function installFakeCitus(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await queryRows(url, fakeCitus);
  await queryRows(url, `ALTER DATABASE ${name} SET search_path = "$user", public, citus`);
}

/** Runs SQL text on a connection of its own. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any shape
export async function queryRows(url: string, text: string): Promise<any[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
