import type { Command } from "commander";
import { type App, startApp } from "../../app.ts";
import { type SettingName, settings, tokenFile } from "../../config.ts";
import { commandWithSettings, configOf, fail } from "../setting-options.ts";

const stopMilliseconds = 20_000;
const patienceMilliseconds = 3_000;

/** `trunkline serve`: starts the server and says how to reach it. */
export function serveCommand(): Command {
  return commandWithSettings("serve", "start the server", Object.keys(settings) as SettingName[]).action(
    async (flags) => {
      const config = configOf(flags);
      // Installed before the start, so that a signal during it is not lost; and for good, because Ctrl-C comes twice
      // under npm: from the terminal and from npm.
      const stopped = new Promise<void>((resolve) => {
        process.on("SIGINT", () => resolve());
        process.on("SIGTERM", () => resolve());
      });
      let app: App;
      try {
        app = await startApp(config);
      } catch (error) {
        return fail(error);
      }
      process.stdout.write(welcome(app, tokenFile(config)));
      await stopped;
      process.stdout.write("Stopping …\n");
      // A database that does not answer must not keep the process; who asks again after a while wants it gone now.
      setTimeout(() => process.exit(1), stopMilliseconds).unref();
      setTimeout(() => {
        for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
      }, patienceMilliseconds).unref();
      for (const failure of await app.stop()) process.stderr.write(`trunkline: while stopping: ${failure}\n`);
      process.stdout.write("Stopped.\n");
      process.exit(0);
    },
  );
}

function welcome(app: App, file: string): string {
  const call = { hs_timestamp: Date.now(), hs_call_title: "Hello Trunkline", hubspot_owner_id: app.account.ownerId };
  return `
Trunkline is ready.

  Address   ${app.address}
  Token     ${app.token}   (also in ${file})
  Owner id  ${app.account.ownerId}
  Portal    ${app.account.portalId}

Open the web app (this link signs you in, once, within a day; after that sign in with the token):

  ${app.signInLink}

Log a call:

  curl -s ${app.address}/crm/v3/objects/calls -H 'Authorization: Bearer ${app.token}' -H 'Content-Type: application/json' -d '${JSON.stringify({ properties: call })}'

Stop with Ctrl-C.
`;
}
