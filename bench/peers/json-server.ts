import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeRequest } from "../request.ts";
import { differentRequests, many, type Peer, plainCall, searched } from "./peer.ts";
import { startPeer } from "./peer-process.ts";

export const jsonServer: Peer = {
  name: "json-server",
  packageName: "json-server",
  version: "0.17.4",
  usesPostgres: false,
  async start({ installed, folder, port, calls }) {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "db.json");
    writeFileSync(file, JSON.stringify({ calls: many(calls, (index) => ({ id: index + 1, ...plainCall(index) })) }));
    const bin = join(installed, "node_modules/json-server/lib/cli/bin.js");
    const args = [bin, "--port", String(port), "--host", "127.0.0.1", "--quiet", file];
    const server = await startPeer(join(folder, "run"), args, port, "/calls/1");
    const idOf = (index: number) => 1 + ((index * 7_919) % calls);
    const search = new URLSearchParams({
      disposition: searched.disposition,
      duration_gte: String(searched.duration),
      _sort: "timestamp",
      _order: "desc",
      _limit: "10",
    });
    return {
      ...server,
      requests: {
        read: many(differentRequests, (index) => makeRequest("GET", `/calls/${idOf(index)}`, {})),
        list: many(differentRequests, (index) => {
          const page = 1 + (index % Math.max(1, Math.floor(calls / 100)));
          return makeRequest("GET", `/calls?_limit=100&_page=${page}`, {});
        }),
        search: [makeRequest("GET", `/calls?${search}`, {})],
        create: many(differentRequests, (index) => makeRequest("POST", "/calls", {}, plainCall(index))),
        update: many(differentRequests, (index) =>
          makeRequest("PATCH", `/calls/${idOf(index)}`, {}, { body: `Corrected ${index}`, duration: index }),
        ),
      },
    };
  },
};
