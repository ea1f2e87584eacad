import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execute } from "../../test/support/postgres-connection.ts";
import { makeRequest, sendWell } from "../request.ts";
import { lastLines } from "./install-peer.ts";
import { batchSize, callColumns, differentRequests, many, type Peer, plainCall, searched } from "./peer.ts";
import { startPeer } from "./peer-process.ts";

const token = "bench-token-for-directus-0001";
const headers = { authorization: `Bearer ${token}` };
const bootstrapMilliseconds = 180_000;

export const directus: Peer = {
  name: "Directus",
  packageName: "directus",
  version: "11.3.5",
  usesPostgres: true,
  async start({ installed, folder, databaseUrl, port, calls }) {
    mkdirSync(folder, { recursive: true });
    // A native sandbox for scripts of extensions, of which there are none here; it must be compiled by an install script.
    writeFileSync(join(installed, "node_modules/isolated-vm/isolated-vm.js"), "module.exports = {};\n");
    const cli = join(installed, "node_modules/directus/cli.js");
    const env = {
      DB_CLIENT: "pg",
      DB_CONNECTION_STRING: databaseUrl,
      KEY: "bench-key-0001",
      SECRET: "bench-secret-0001",
      ADMIN_EMAIL: "bench@example.com",
      ADMIN_PASSWORD: "bench-password",
      ADMIN_TOKEN: token,
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TELEMETRY: "false",
      LOG_LEVEL: "error",
      CACHE_ENABLED: "false",
      WEBSOCKETS_ENABLED: "false",
      RATE_LIMITER_ENABLED: "false",
    };
    const bootstrap = spawnSync(process.execPath, [cli, "bootstrap"], {
      cwd: folder,
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder, ...env },
      encoding: "utf8",
      timeout: bootstrapMilliseconds,
    });
    if (bootstrap.status !== 0) {
      throw new Error(
        `its bootstrap ended with ${bootstrap.status}: ${lastLines(bootstrap.stderr || bootstrap.stdout)}`,
      );
    }
    const server = await startPeer(join(folder, "run"), [cli, "start"], port, "/server/ping", env);
    try {
      const fields = [
        { field: "id", type: "integer", schema: { is_primary_key: true, has_auto_increment: true } },
        ...callColumns.map(([field, type]) => ({ field, type: type === "text" ? "text" : "float", schema: {} })),
      ];
      await sendWell(
        server.address,
        makeRequest("POST", "/collections", headers, { collection: "calls", schema: {}, meta: {}, fields }),
      );
      const names = callColumns.map(([column]) => `"${column}"`).join(", ");
      const values = callColumns.map(([, , value]) => value).join(", ");
      await execute(
        databaseUrl,
        `INSERT INTO calls (${names}) SELECT ${values} FROM generate_series(0, ${calls - 1}) AS i`,
        'CREATE INDEX call_search ON calls (disposition, "timestamp" DESC)',
        "ANALYZE calls",
      );
      const idOf = (index: number) => 1 + ((index * 7_919) % calls);
      const filter = JSON.stringify({
        disposition: { _eq: searched.disposition },
        duration: { _gt: searched.duration },
      });
      const query = new URLSearchParams({ filter, sort: "-timestamp", limit: "10", meta: "filter_count" });
      return {
        ...server,
        requests: {
          read: many(differentRequests, (index) => makeRequest("GET", `/items/calls/${idOf(index)}`, headers)),
          list: many(differentRequests, (index) => {
            const after = encodeURIComponent(JSON.stringify({ id: { _gt: idOf(index) } }));
            return makeRequest("GET", `/items/calls?limit=100&sort=id&filter=${after}`, headers);
          }),
          search: [makeRequest("GET", `/items/calls?${query}`, headers)],
          create: many(differentRequests, (index) => makeRequest("POST", "/items/calls", headers, plainCall(index))),
          batch: many(50, (index) =>
            makeRequest(
              "POST",
              "/items/calls",
              headers,
              many(batchSize, (at) => plainCall(index * batchSize + at)),
            ),
          ),
          update: many(differentRequests, (index) => {
            const change = { body: `Corrected ${index}`, duration: index };
            return makeRequest("PATCH", `/items/calls/${idOf(index)}`, headers, change);
          }),
        },
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  },
};
