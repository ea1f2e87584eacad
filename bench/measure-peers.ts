import { join } from "node:path";
import { createFreshDatabase } from "../test/support/embedded-postgres.ts";
import { findFreePort } from "../test/support/postgres-connection.ts";
import type { PeerResult, PeerResults } from "./document-peers.ts";
import type { LoadTool } from "./load-tool.ts";
import { type Figures, measureOnce } from "./measure.ts";
import { targetOf } from "./measure-operations.ts";
import { makeOperations } from "./operations.ts";
import type { Options } from "./options.ts";
import { directus } from "./peers/directus.ts";
import { installPeer } from "./peers/install-peer.ts";
import { jsonServer } from "./peers/json-server.ts";
import { parseServer } from "./peers/parse-server.ts";
import { type Peer, type PeerOperation, type RunningPeer, searched } from "./peers/peer.ts";
import { prism } from "./peers/prism.ts";
import { makeHome, type ProductHome, productOf, standingOf } from "./product-home.ts";
import { makeRequest, type Request, sendWell } from "./request.ts";
import type { Circumstances } from "./results.ts";
import { takeSamples } from "./sample-records.ts";

const peers: readonly Peer[] = [parseServer, directus, jsonServer, prism];
const connections = 32;
const warmUpSeconds = 1;
const operations = [
  { name: "read", title: "read by id" },
  { name: "list", title: "list of 100" },
  { name: "search", title: "search: outcome and duration, newest ten, total" },
  { name: "create", title: "create" },
  { name: "batch", title: "batch create of 100" },
  { name: "update", title: "update" },
] as const satisfies readonly { readonly name: PeerOperation; readonly title: string }[];
const say = (text: string) => process.stderr.write(`${text} …\n`);

/** Measures this product and others on the same PostgreSQL, one after the other, each with the machine to itself. */
export async function measurePeers(
  tool: LoadTool,
  options: Options,
  folder: string,
  circumstances: Circumstances,
): Promise<PeerResults> {
  const home = await makeHome({ ...options, engine: "postgres" }, folder);
  try {
    const found: PeerResult[] = [];
    const { own, openApi } = await startOwn(home);
    found.push(await measurePeer(tool, options, "Trunkline", "", own, home.databases.pid).finally(() => own.stop()));
    for (const peer of peers) {
      say(`Preparing: ${peer.name} ${peer.version}`);
      try {
        const databasePid = peer.usesPostgres ? home.databases.pid : undefined;
        const running = await startPeer(peer, home, options, folder, openApi);
        found.push(
          await measurePeer(tool, options, peer.name, peer.version, running, databasePid).finally(() => running.stop()),
        );
      } catch (error) {
        say(`${peer.name} could not be measured: ${(error as Error).message}`);
        found.push({ name: peer.name, version: peer.version, figures: {}, failure: (error as Error).message });
      }
    }
    return { ...circumstances, operations, peers: found };
  } finally {
    await home.close();
  }
}

async function startPeer(peer: Peer, home: ProductHome, { calls }: Options, folder: string, openApi: string) {
  const installed = installPeer(peer.packageName, peer.version);
  const database = await createFreshDatabase(home.databases.url as string);
  home.onClose(() => database.stop());
  return peer.start({
    installed,
    folder: join(folder, peer.packageName.replaceAll("/", "-")),
    databaseUrl: database.url,
    openApi,
    port: await findFreePort(),
    calls,
  });
}

/** This product, with the same search as the others. */
async function startOwn(home: ProductHome): Promise<{ own: RunningPeer; openApi: string }> {
  const server = await home.serve();
  const product = productOf(server);
  const { pid, address } = standingOf(server, home.databases.pid);
  const all = makeOperations(product, await takeSamples(product));
  const headers = { authorization: `Bearer ${product.token}` };
  const search = makeRequest("POST", "/crm/v3/objects/calls/search", headers, {
    filterGroups: [
      {
        filters: [
          { propertyName: "hs_call_disposition", operator: "EQ", value: searched.disposition },
          { propertyName: "hs_call_duration", operator: "GT", value: String(searched.duration) },
        ],
      },
    ],
    sorts: [{ propertyName: "hs_timestamp", direction: "DESCENDING" }],
    limit: 10,
  });
  const requests = Object.fromEntries(
    operations.map(({ name }) => {
      const operation = all.find((each) => each.name === name);
      if (name === "search" || !operation) return [name, [search]];
      return [name, targetOf({ pid, address, databasePid: undefined }, operation, "product").nextRequests()];
    }),
  ) as RunningPeer["requests"];
  const { text: openApi } = await sendWell(address, makeRequest("GET", "/openapi.json", headers));
  return { own: { pid, address, requests, stop: () => server.stop() }, openApi };
}

async function measurePeer(
  tool: LoadTool,
  { seconds }: Options,
  name: string,
  version: string,
  running: RunningPeer,
  databasePid: number | undefined,
): Promise<PeerResult> {
  const figures: Record<string, Figures | { readonly failure: string }> = {};
  for (const { name: operation, title } of operations) {
    const requests = running.requests[operation];
    if (!requests) continue;
    say(`Measuring: ${name}, ${title}`);
    const target = { pid: running.pid, databasePid, address: running.address, nextRequests: () => requests };
    try {
      await sendWell(running.address, requests[0] as Request);
      await measureOnce(tool, target, connections, warmUpSeconds);
      figures[operation] = await measureOnce(tool, target, connections, seconds);
    } catch (error) {
      figures[operation] = { failure: (error as Error).message.replaceAll("\n", " ").slice(0, 300) };
    }
  }
  return { name, version, figures, failure: undefined };
}
