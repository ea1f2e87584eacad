import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import fastify from "fastify";
import pg from "pg";
import { type Queries, sendTogether } from "../src/storage/postgres-pipeline.ts";
import { type Filling, fillText, makeReady, type ReadyReplay, type Replay } from "./replay.ts";

/**
 * The yardstick: what this machine does with the same HTTP framework, the same statements and the same durability, and
 * no product in between. For each kind of request it replays the statements that the product was recorded with
 * (bench/recording.ts): as many rows, of as many bytes, in the same tables and indexes, with ids of its own; prepared
 * once; on the embedded database with one commit for all writes that arrive together, on PostgreSQL with a transaction
 * for each. It parses the same body and answers as many bytes to a write; to a read it passes on the stored text. It
 * checks nothing and nobody: no token, no scopes, no values, no properties to choose, no history to put together.
 */
type Row = Readonly<Record<string, unknown>>;
const givesRows = /^\s*select\b|\breturning\b/i;
type Run = (replay: ReadyReplay, filling: Filling) => Promise<readonly Row[]>;

const [place = "", file = "", commits] = process.argv.slice(2);
const isPostgres = place.startsWith("postgres");
const replays = (JSON.parse(readFileSync(file, "utf8")) as Replay[]).map((replay) => makeReady(replay, !isPostgres));

/** @param grouped whether writes that arrive together share a commit, or each pays for its own */
function openSqlite(path: string, grouped: boolean): Run {
  // As patient as the product: others may look into the file for a moment.
  const db = new DatabaseSync(path, { timeout: 5_000 });
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");
  db.exec("PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456");
  // The product asks in long searches whether they are still in time.
  db.function("in_time", { deterministic: false }, () => 1);
  new Worker(new URL("../src/storage/checkpointer.ts", import.meta.url), { workerData: { file: path } });
  const texts = new Set(replays.flatMap(({ statements }) => statements.map(({ sql }) => sql)));
  const prepared = new Map<string, StatementSync>([...texts].map((sql) => [sql, db.prepare(sql)]));
  const runAll = ({ statements }: ReadyReplay, filling: Filling) =>
    statements.flatMap(
      ({ sql, valuesOf }) => prepared.get(sql)?.all(...(valuesOf(filling) as SQLInputValue[])) as Row[],
    );
  const [begin, end] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
  let waiting: { replay: ReadyReplay; filling: Filling; done(rows: readonly Row[]): void }[] = [];
  function commit(): void {
    const group = waiting;
    waiting = [];
    begin.run();
    for (const { replay, filling } of group) runAll(replay, filling);
    end.run();
    for (const { done } of group) done([]);
  }
  return async (replay, filling) => {
    if (!replay.writes) return runAll(replay, filling);
    return new Promise((done) => {
      const size = waiting.push({ replay, filling, done });
      if (!grouped) commit();
      else if (size === 1) setImmediate(commit);
    });
  };
}

function openPostgres(connectionString: string): Run {
  const pool = new pg.Pool({ connectionString, max: 10, pipeline: true });
  async function runAll(client: Queries, statements: readonly pg.QueryConfig[]): Promise<Row[]> {
    const sent: ReturnType<Queries["query"]>[] = [];
    for (const statement of statements) {
      sent.push(client.query(statement));
      // As in the product nobody waits for what gives no rows.
      if (givesRows.test(statement.text)) await sent.at(-1);
    }
    return (await Promise.all(sent)).flatMap(({ rows }) => rows as Row[]);
  }
  return async ({ name, writes, statements }, filling) => {
    const all = statements.map((one, at) => ({ name: `${name}-${at}`, text: one.sql, values: one.valuesOf(filling) }));
    if (!writes) return runAll(pool, all);
    const client = await pool.connect();
    await runAll(sendTogether(client), [{ text: "BEGIN" }, ...all, { text: "COMMIT" }]);
    client.release();
    return [];
  };
}

const run = isPostgres ? openPostgres(place) : openSqlite(place, commits !== "one-by-one");
const server = fastify({ bodyLimit: 10 * 1024 * 1024, routerOptions: { maxParamLength: 10_000 } });
// Above every id that the product has made: its ids hold the milliseconds since 2025 above 13 other bits.
let nextId = (Date.now() - Date.UTC(2025, 0, 1)) * 2 ** 13;
let count = 0;
for (const replay of replays) {
  server.all<{ Params: { ids: string } }>(`/${replay.name}/:ids`, async ({ params }, reply) => {
    const [next, sent] = [replay.firstNumber + count++, params.ids.split(",").map(Number)];
    const filling = { new: Array.from({ length: replay.newIds }, () => nextId++), sent, now: Date.now(), next };
    const rows = await run(replay, filling);
    const texts = rows.map((row) => row.properties ?? JSON.stringify(row));
    const answer = replay.answer === undefined ? `{"results":[${texts.join(",")}]}` : fillText(replay.answer, filling);
    return reply.code(replay.status).type("application/json;charset=utf-8").send(answer);
  });
}
await server.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`Address http://127.0.0.1:${(server.server.address() as AddressInfo).port}\n`);
process.on("SIGTERM", () => process.exit(0));
