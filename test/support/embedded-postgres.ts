import { randomBytes } from "node:crypto";
import { PostgresCluster } from "./postgres-cluster.ts";
import { execute } from "./postgres-connection.ts";

/** A database for tests and the way to be rid of it. */
export interface TestDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** A PostgreSQL server of our own, which a test may also treat badly. */
export interface EmbeddedPostgres extends TestDatabase {
  /** Ends the server and all its processes with SIGKILL; its data stays. */
  killHard(): Promise<void>;
  /** Starts the server again on the same data and address. */
  startAgain(): Promise<void>;
}

/** Starts a real PostgreSQL on a new cluster; it ends with stop(), or else when this process ends, however that may be. */
export async function startEmbeddedPostgres(): Promise<EmbeddedPostgres> {
  return embedded(await PostgresCluster.create());
}

function embedded(cluster: PostgresCluster): EmbeddedPostgres {
  return {
    url: cluster.url,
    killHard: () => cluster.killHard(),
    startAgain: () => cluster.start(),
    async stop() {
      await cluster.stop();
      await cluster.remove();
    },
  };
}

/** Starts a real PostgreSQL with a streaming replica. */
export async function startReplicatedPostgres(): Promise<{ primary: EmbeddedPostgres; replica: EmbeddedPostgres }> {
  const primary = await PostgresCluster.create();
  try {
    return { primary: embedded(primary), replica: embedded(await primary.createReplica()) };
  } catch (error) {
    await primary.remove();
    throw error;
  }
}

/** An empty database: on the server that TEST_DATABASE_URL names, or else on one started for it. */
export async function provideTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? createFreshDatabase(server) : startEmbeddedPostgres();
}

/** Creates an empty database beside the given one; stop() drops it. */
export async function createFreshDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `trunkline_test_${randomBytes(6).toString("hex")}`;
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stop: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
