import { Command } from "commander";
import { addOwner, showOwners } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { commandWithSettings, configOf, fail } from "../setting-options.ts";

/** `trunkline owner`: the users that records can be assigned to. */
export function ownerCommand(): Command {
  const create = withPortalOption(commandWithSettings("create", "add an owner to a portal", ["data", "databaseUrl"]))
    .requiredOption("--email <address>", "the owner's e-mail address")
    .option("--first-name <name>", "first name", "")
    .option("--last-name <name>", "last name", "")
    .option("--team <name>", "team, made where it is not there yet")
    .action(async (flags) => {
      try {
        const owner = await addOwner(configOf(flags), portalOf(flags), {
          email: flags.email,
          firstName: flags.firstName,
          lastName: flags.lastName,
          team: flags.team,
        });
        process.stdout.write(`Owner ${owner.id} (user ${owner.userId}): ${owner.email}\n`);
      } catch (error) {
        fail(error);
      }
    });
  const list = withPortalOption(
    commandWithSettings("list", "list the owners of a portal", ["data", "databaseUrl"]),
  ).action(async (flags) => {
    try {
      for (const owner of await showOwners(configOf(flags), portalOf(flags))) {
        const state = owner.archivedAt === null ? "" : "  archived";
        process.stdout.write(`${owner.id}  ${owner.email}  ${owner.firstName} ${owner.lastName}${state}\n`);
      }
    } catch (error) {
      fail(error);
    }
  });
  return new Command("owner").description("manage owners").addCommand(create).addCommand(list);
}
