import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execute } from "../../test/support/postgres-connection.ts";
import { makeRequest, sendWell } from "../request.ts";
import { batchSize, callColumns, differentRequests, many, type Peer, plainCall, searched } from "./peer.ts";
import { startPeer } from "./peer-process.ts";

const headers = { "x-parse-application-id": "bench" };

export const parseServer: Peer = {
  name: "Parse Server",
  packageName: "parse-server",
  version: "9.10.0",
  usesPostgres: true,
  async start({ installed, folder, databaseUrl, port, calls }) {
    mkdirSync(folder, { recursive: true });
    const config = join(folder, "config.json");
    const serverURL = `http://127.0.0.1:${port}/parse`;
    writeFileSync(
      config,
      JSON.stringify({
        appId: "bench",
        masterKey: "master",
        databaseURI: databaseUrl,
        port,
        serverURL,
        mountPath: "/parse",
        logLevel: "error",
        silent: true,
        logsFolder: null,
        host: "127.0.0.1",
      }),
    );
    const bin = join(installed, "node_modules/parse-server/bin/parse-server");
    const server = await startPeer(join(folder, "run"), [bin, config], port, "/parse/health");
    try {
      const fields = Object.fromEntries(
        callColumns.map(([column, type]) => [column, { type: type === "text" ? "String" : "Number" }]),
      );
      const schema = {
        className: "Call",
        fields,
        classLevelPermissions: {
          ...Object.fromEntries(["find", "count", "get", "create", "update"].map((verb) => [verb, { "*": true }])),
        },
      };
      await sendWell(
        server.address,
        makeRequest("POST", "/parse/schemas/Call", { ...headers, "x-parse-master-key": "master" }, schema),
      );
      const names = callColumns.map(([column]) => `"${column}"`).join(", ");
      const values = callColumns.map(([, , value]) => value).join(", ");
      await execute(
        databaseUrl,
        `INSERT INTO "Call" ("objectId", "createdAt", "updatedAt", "_rperm", "_wperm", ${names})
         SELECT 'c' || lpad(i::text, 9, '0'), now(), now(), '{*}', '{*}', ${values} FROM generate_series(0, ${calls - 1}) AS i`,
        'CREATE INDEX call_search ON "Call" (disposition, "timestamp" DESC)',
        'ANALYZE "Call"',
      );
      const path = "/parse/classes/Call";
      const idOf = (index: number) => `c${String((index * 7_919) % calls).padStart(9, "0")}`;
      const where = { disposition: searched.disposition, duration: { $gt: searched.duration } };
      const query = new URLSearchParams({ where: JSON.stringify(where), order: "-timestamp", limit: "10", count: "1" });
      return {
        ...server,
        requests: {
          read: many(differentRequests, (index) => makeRequest("GET", `${path}/${idOf(index)}`, headers)),
          list: many(differentRequests, (index) => {
            const after = encodeURIComponent(JSON.stringify({ objectId: { $gt: idOf(index) } }));
            return makeRequest("GET", `${path}?limit=100&order=objectId&where=${after}`, headers);
          }),
          search: [makeRequest("GET", `${path}?${query}`, headers)],
          create: many(differentRequests, (index) => makeRequest("POST", path, headers, plainCall(index))),
          batch: many(50, (index) =>
            makeRequest("POST", "/parse/batch", headers, {
              requests: many(batchSize, (at) => ({ method: "POST", path, body: plainCall(index * batchSize + at) })),
            }),
          ),
          update: many(differentRequests, (index) =>
            makeRequest("PUT", `${path}/${idOf(index)}`, headers, { body: `Corrected ${index}`, duration: index }),
          ),
        },
      };
    } catch (error) {
      await server.stop();
      throw error;
    }
  },
};
