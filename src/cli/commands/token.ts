import { Command } from "commander";
import { addToken, removeToken, replaceToken, setTokenLimit, showTokens } from "../../administration.ts";
import { rateChoices } from "../../model/catalog/rate-policies.ts";
import { allScopes } from "../../model/catalog/scopes.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { namesIn, printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const command = (name: string, description: string) =>
  withPortalOption(commandWithSettings(name, description, ["data", "databaseUrl"]));

const presets = rateChoices.join(", ");
const once = "It is shown this once; the database keeps its hash only.";

/** `trunkline token`: what clients show to be let in. */
export function tokenCommand(): Command {
  const create = command("create", "make a private-app token")
    .requiredOption("--name <name>", "what it is for")
    .option("--scopes <scopes>", "scopes separated by commas (default: all)", allScopes.join(","))
    .option("--rate-limit <preset>", `its limits of rate: ${presets}`, "default")
    .action((flags) =>
      printLines(async () => {
        // The server has a setting of that name, which is not meant here.
        const { rateLimit, ...settings } = flags;
        const wish = { name: flags.name, scopes: namesIn(flags.scopes), rateLimit };
        const issued = await addToken(configOf(settings), portalOf(flags), wish);
        return [`Token ${issued.info.id}: ${issued.token}`, once];
      }),
    );
  const list = command("list", "list the tokens that are valid").action((flags) =>
    printLines(async () => {
      const tokens = await showTokens(configOf(flags), portalOf(flags));
      return tokens.map(
        ({ id, name, scopes, rateLimit, createdAt }) =>
          `${id}  ${new Date(createdAt).toISOString()}  ${name}  ${rateLimit}  ${scopes.join(",")}`,
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
  const limit = command("limit", "give a token other limits of rate")
    .argument("<id>", "the token's id, as list shows it")
    .argument("<preset>", presets)
    .action((id: string, preset: string, flags) =>
      printLines(async () => {
        const token = await setTokenLimit(configOf(flags), portalOf(flags), id, preset);
        return [`Token ${token.id}: rate limit ${token.rateLimit}`];
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
    .addCommand(limit)
    .addCommand(revoke);
}
