import { Command } from "commander";
import { addToken, removeToken, replaceToken, showTokens } from "../../administration.ts";
import { allScopes } from "../../model/catalog/scopes.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { namesIn, printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const command = (name: string, description: string) =>
  withPortalOption(commandWithSettings(name, description, ["data", "databaseUrl"]));

const once = "It is shown this once; the database keeps its hash only.";

/** `trunkline token`: what clients show to be let in. */
export function tokenCommand(): Command {
  const create = command("create", "make a private-app token")
    .requiredOption("--name <name>", "what it is for")
    .option("--scopes <scopes>", "scopes separated by commas (default: all)", allScopes.join(","))
    .action((flags) =>
      printLines(async () => {
        const issued = await addToken(configOf(flags), portalOf(flags), flags.name, namesIn(flags.scopes));
        return [`Token ${issued.info.id}: ${issued.token}`, once];
      }),
    );
  const list = command("list", "list the tokens that are valid").action((flags) =>
    printLines(async () => {
      const tokens = await showTokens(configOf(flags), portalOf(flags));
      return tokens.map(
        ({ id, name, scopes, createdAt }) =>
          `${id}  ${new Date(createdAt).toISOString()}  ${name}  ${scopes.join(",")}`,
      );
    }),
  );
  const rotate = command("rotate", "replace a token; the former is refused from now on")
    .argument("<id>", "the token's id, as list shows it")
    .action((id: string, flags) =>
      printLines(async () => {
        const issued = await replaceToken(configOf(flags), portalOf(flags), id);
        return [`Token ${issued.info.id}: ${issued.token}`, once];
      }),
    );
  const revoke = command("revoke", "refuse a token from now on")
    .argument("<id>", "the token's id, as list shows it")
    .action((id: string, flags) =>
      printLines(async () => {
        await removeToken(configOf(flags), portalOf(flags), id);
        return [`Token ${id}: revoked`];
      }),
    );
  return new Command("token")
    .description("manage private-app tokens")
    .addCommand(create)
    .addCommand(list)
    .addCommand(rotate)
    .addCommand(revoke);
}
