import { createServer } from "node:net";
import { Client } from "pg";

const CONNECT_LIMIT_MS = 5_000;

/** True if a server takes a connection at this address now. */
export async function accepts(url: string): Promise<boolean> {
  try {
    await execute(url);
    return true;
  } catch {
    return false;
  }
}

/** Runs statements one after the other on a connection of their own. */
export async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  // A connection that breaks while idle would otherwise end the whole test process.
  client.on("error", () => {});
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A port on the loopback address that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
