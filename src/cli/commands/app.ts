import { Command } from "commander";
import { addApp, removeApp, showApps } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { namesIn, printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const command = (name: string, description: string) =>
  withPortalOption(commandWithSettings(name, description, ["data", "databaseUrl"]));

/** `trunkline app`: apps that users let in through OAuth. */
export function appCommand(): Command {
  const create = command("create", "make an OAuth app")
    .requiredOption("--name <name>", "what users are asked about")
    .requiredOption("--redirect-uri <address...>", "where users are sent back to; several are allowed")
    .requiredOption("--scopes <scopes>", "what it may ask for, separated by commas")
    .action((flags) =>
      printLines(async () => {
        const { name, redirectUri, scopes } = flags;
        const input = { name, redirectUris: redirectUri, scopes: namesIn(scopes) };
        const { app, clientSecret } = await addApp(configOf(flags), portalOf(flags), input);
        return [
          `App ${app.appId}: ${app.name}`,
          `Client id      ${app.clientId}`,
          `Client secret  ${clientSecret}`,
          "The secret is shown this once; the database keeps its hash only.",
        ];
      }),
    );
  const list = command("list", "list the OAuth apps of a portal").action((flags) =>
    printLines(async () => {
      const apps = await showApps(configOf(flags), portalOf(flags));
      return apps.map(
        (app) => `${app.clientId}  ${app.appId}  ${app.name}  ${app.redirectUris.join(",")}  ${app.scopes.join(",")}`,
      );
    }),
  );
  const remove = command("delete", "remove an OAuth app; what it was given is refused from now on")
    .argument("<client-id>", "the app's client id")
    .action((clientId: string, flags) =>
      printLines(async () => {
        await removeApp(configOf(flags), portalOf(flags), clientId);
        return [`App ${clientId}: deleted`];
      }),
    );
  return new Command("app").description("manage OAuth apps").addCommand(create).addCommand(list).addCommand(remove);
}
