import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeRequest } from "../request.ts";
import { many, type Peer, plainCall, searched } from "./peer.ts";
import { startPeer } from "./peer-process.ts";

const headers = { authorization: "Bearer any-token-will-do" };

/** Answers examples out of our own description of the API; it keeps nothing. */
export const prism: Peer = {
  name: "Prism (examples only)",
  packageName: "@stoplight/prism-cli",
  version: "5.16.0",
  usesPostgres: false,
  async start({ installed, folder, openApi, port }) {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "openapi.json");
    writeFileSync(file, openApi);
    const bin = join(installed, "node_modules/@stoplight/prism-cli/dist/index.js");
    // In one process, so that its processor time is all of it.
    const args = [
      bin,
      "mock",
      "--multiprocess",
      "false",
      "--port",
      String(port),
      "--host",
      "127.0.0.1",
      "--verboseLevel",
      "error",
      file,
    ];
    const server = await startPeer(join(folder, "run"), args, port, "/crm/v3/objects/calls");
    const path = "/crm/v3/objects/calls";
    const values = (index: number) => {
      const { timestamp, title, body, direction, status } = plainCall(index);
      const properties = { hs_timestamp: String(timestamp), hs_call_title: title, hs_call_body: body };
      return { ...properties, hs_call_direction: direction, hs_call_status: status };
    };
    return {
      ...server,
      requests: {
        read: many(200, (index) => makeRequest("GET", `${path}/${1_000 + index}`, headers)),
        list: [makeRequest("GET", `${path}?limit=100`, headers)],
        search: [
          makeRequest("POST", `${path}/search`, headers, {
            filterGroups: [
              { filters: [{ propertyName: "hs_call_disposition", operator: "EQ", value: searched.disposition }] },
            ],
            limit: 10,
          }),
        ],
        create: many(200, (index) =>
          makeRequest("POST", path, headers, { properties: values(index), associations: [] }),
        ),
        update: many(200, (index) =>
          makeRequest("PATCH", `${path}/${1_000 + index}`, headers, { properties: { hs_call_title: `New ${index}` } }),
        ),
      },
    };
  },
};
