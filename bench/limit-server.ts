import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import fastify from "fastify";
import pg from "pg";

/**
 * The yardstick: what this machine does with the same HTTP framework, the same tables, statements and durability, and
 * no product in between. It passes stored text through, and checks nothing and nobody.
 */
type Store = {
  read(sql: string, id: number): Promise<readonly { readonly properties: string }[]>;
  /** Runs inserts in one transaction and resolves when it is durable. */
  write(inserts: readonly Insert[]): Promise<unknown>;
};
type Insert = readonly [sql: string, ...row: (string | number)[]];
type NewCall = { properties: object; associations: [{ to: { id: string } }] };

const isCall = "portal_id = $1 AND object_type_id = '0-48' AND object_id";
const readCall = `SELECT properties FROM objects WHERE ${isCall} = $2`;
const listCalls = `SELECT properties FROM objects WHERE ${isCall} >= $2 ORDER BY object_id LIMIT 100`;
const insertCall = "INSERT INTO objects VALUES ($1, '0-48', $2, $3, $4, 1, $5, NULL)";
const insertLink = "INSERT INTO associations VALUES ($1, $2, $3, $4, $5, $6, $7)";
const all = [readCall, listCalls, insertCall, insertLink];

const [place = "", portal, commits] = process.argv.slice(2);
const portalId = Number(portal);

/** @param grouped whether writes that arrive together share a commit, or each pays for its own */
function openSqlite(file: string, grouped: boolean): Store {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");
  db.exec("PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456");
  new Worker(new URL("../src/storage/checkpointer.ts", import.meta.url), { workerData: { file } });
  const prepare = (sql: string) => db.prepare(sql.replaceAll(/\$\d/g, "?"));
  const statements = new Map(all.map((sql) => [sql, prepare(sql)]));
  const [begin, end] = [prepare("BEGIN IMMEDIATE"), prepare("COMMIT")];
  let waiting: { readonly inserts: readonly Insert[]; readonly done: (value?: unknown) => void }[] = [];
  function commit(): void {
    const group = waiting;
    waiting = [];
    begin.run();
    for (const { inserts } of group) for (const [sql, ...row] of inserts) statements.get(sql)?.run(...row);
    end.run();
    for (const { done } of group) done();
  }
  return {
    read: async (sql, id) => statements.get(sql)?.all(portalId, id) as { properties: string }[],
    write: (inserts) =>
      new Promise((done) => {
        const size = waiting.push({ inserts, done });
        if (!grouped) commit();
        else if (size === 1) setImmediate(commit);
      }),
  };
}

/** One transaction per request, as the product has it there. */
function openPostgres(connectionString: string): Store {
  const pool = new pg.Pool({ connectionString, max: 10 });
  const names = new Map(all.map((sql, index) => [sql, `s${index}`]));
  return {
    read: async (text, id) => (await pool.query({ name: names.get(text), text, values: [portalId, id] })).rows,
    async write(inserts) {
      const client = await pool.connect();
      await client.query("BEGIN");
      for (const [text, ...values] of inserts) await client.query({ name: names.get(text), text, values });
      await client.query("COMMIT");
      client.release();
    },
  };
}

const store = place.startsWith("postgres") ? openPostgres(place) : openSqlite(place, commits !== "one-by-one");
const server = fastify();
const json = "application/json;charset=utf-8";
// Above every id that the product has made: its ids hold the milliseconds since 2025 above 13 other bits.
let nextId = (Date.now() - Date.UTC(2025, 0, 1)) * 2 ** 13;
server.get<{ Params: { id: string } }>("/calls/:id", async ({ params }, reply) => {
  const [call] = await store.read(readCall, Number(params.id));
  return reply.type(json).send(call?.properties);
});
server.get<{ Querystring: { after: string } }>("/calls", async ({ query }, reply) => {
  const texts = (await store.read(listCalls, Number(query.after))).map((call) => call.properties);
  return reply.type(json).send(`{"results":[${texts.join(",")}]}`);
});
server.post<{ Body: NewCall }>("/calls", async ({ body }, reply) => {
  const [id, now, contactId] = [nextId++, Date.now(), Number(body.associations[0].to.id)];
  const text = JSON.stringify(body.properties);
  await store.write([
    [insertCall, portalId, id, now, now, text],
    [insertLink, portalId, "0-48", id, "0-1", contactId, 194, now],
    [insertLink, portalId, "0-1", contactId, "0-48", id, 193, now],
  ]);
  return reply.code(201).type(json).send(text);
});
await server.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`Address http://127.0.0.1:${(server.server.address() as AddressInfo).port}\n`);
process.on("SIGTERM", () => process.exit(0));
