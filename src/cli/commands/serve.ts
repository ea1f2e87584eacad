import cluster from "node:cluster";
import { once } from "node:events";
import type { Command } from "commander";
import type { App } from "../../app.ts";
import { type Config, type SettingName, settings, tokenFile } from "../../config.ts";
import { commandWithSettings, configOf, fail } from "../setting-options.ts";
import { claimPort, primary, startWorkers, WorkerFailed, type WorkerOrder, type WorkerReady } from "../workers.ts";

/** Loaded where it is needed: the other commands answer sooner without the HTTP framework. */
const loadApp = () => import("../../app.ts");
const stopMilliseconds = 20_000;
const patienceMilliseconds = 3_000;

/** `trunkline serve`: starts the server and says how to reach it. */
export function serveCommand(): Command {
  return commandWithSettings("serve", "start the server", Object.keys(settings) as SettingName[]).action(
    async (flags) => {
      const config = configOf(flags);
      goOnUnread();
      // Installed before the start, so that a signal during it is not lost; and for good, because Ctrl-C comes twice
      // under npm: from the terminal and from npm.
      const stopped = new Promise<void>((resolve) => {
        process.on("SIGINT", () => resolve());
        process.on("SIGTERM", () => resolve());
      });
      if (cluster.isWorker) await serveAsWorker(config, stopped);
      else if (config.workers > 1) await serveWithWorkers(config, stopped);
      else await serveAlone(config, stopped);
      process.exit(0);
    },
  );
}

/** Whoever read what the server says may be gone (`npm start | head`): that ends no server. */
function goOnUnread(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

async function serveAlone(config: Config, stopped: Promise<void>): Promise<void> {
  const { startApp } = await loadApp();
  const app = await startApp(config).catch(fail);
  process.stdout.write(welcome(app, tokenFile(config)));
  await stopped;
  process.stdout.write("Stopping …\n");
  await stopInTime(app);
  process.stdout.write("Stopped.\n");
}

/** Makes the database ready, then leaves all requests to the workers. */
async function serveWithWorkers(config: Config, stopped: Promise<void>): Promise<void> {
  const { prepareApp, signInLinkOf, startLogHub } = await loadApp();
  const prepared = await prepareApp(config).catch(fail);
  const say = (message: string) => process.stderr.write(`trunkline: ${message}\n`);
  const port = await claimPort(config.host, config.port).catch(fail);
  const order = { port, prepared };
  const workers = await startWorkers(config.workers, order, startLogHub(), say).catch((error: unknown) => {
    // What stood in its way the worker has said itself.
    if (error instanceof WorkerFailed) process.exit(1);
    return fail(error);
  });
  const { address } = workers;
  const signInLink = signInLinkOf(config, address, prepared);
  process.stdout.write(welcome({ ...prepared, address, signInLink }, tokenFile(config)));
  await stopped;
  process.stdout.write("Stopping …\n");
  await workers.stop();
  process.stdout.write("Stopped.\n");
}

/** One of several processes. Where the one that started it is gone, Node ends it at once. */
async function serveAsWorker(config: Config, stopped: Promise<void>): Promise<void> {
  const [[{ port, prepared }], { startApp }] = await Promise.all([
    once(process, "message") as Promise<[WorkerOrder]>,
    loadApp(),
  ]);
  const app = await startApp({ ...config, port }, Date.now, { prepared, logHub: primary }).catch(fail);
  process.send?.({ address: app.address } satisfies WorkerReady);
  await stopped;
  await stopInTime(app);
}

async function stopInTime(app: App): Promise<void> {
  // A database that does not answer must not keep the process; who asks again after a while wants it gone now.
  setTimeout(() => process.exit(1), stopMilliseconds).unref();
  setTimeout(() => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  }, patienceMilliseconds).unref();
  for (const failure of await app.stop()) process.stderr.write(`trunkline: while stopping: ${failure}\n`);
}

type Welcome = Pick<App, "address" | "account" | "token" | "signInLink">;

function welcome({ address, account, token, signInLink }: Welcome, file: string): string {
  const call = { hs_timestamp: Date.now(), hs_call_title: "Hello Trunkline", hubspot_owner_id: account.ownerId };
  return `
Trunkline is ready.

  Address   ${address}
  Token     ${token}   (also in ${file})
  Owner id  ${account.ownerId}
  Portal    ${account.portalId}

Open the web app (this link signs you in, once, within a day; after that sign in with the token):

  ${signInLink}

Log a call:

  curl -s ${address}/crm/v3/objects/calls -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '${JSON.stringify({ properties: call })}'

Stop with Ctrl-C.
`;
}
