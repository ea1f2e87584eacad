import { Command } from "commander";
import { addOwner, removeOwner, showOwners } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const command = (name: string, description: string) =>
  withPortalOption(commandWithSettings(name, description, ["data", "databaseUrl"]));

/** `trunkline owner`: the users that records can be assigned to. */
export function ownerCommand(): Command {
  const create = command("create", "add an owner to a portal")
    .requiredOption("--email <address>", "the owner's e-mail address")
    .option("--first-name <name>", "first name", "")
    .option("--last-name <name>", "last name", "")
    .option("--team <name>", "team, made where it is not there yet")
    .action((flags) =>
      printLines(async () => {
        const { email, firstName, lastName, team } = flags;
        const owner = await addOwner(configOf(flags), portalOf(flags), { email, firstName, lastName, team });
        return [`Owner ${owner.id} (user ${owner.userId}): ${owner.email}`];
      }),
    );
  const list = command("list", "list the owners of a portal").action((flags) =>
    printLines(async () => {
      const owners = await showOwners(configOf(flags), portalOf(flags));
      return owners.map((owner) => {
        const state = owner.archivedAt === null ? "" : "  archived";
        return `${owner.id}  ${owner.email}  ${owner.firstName} ${owner.lastName}${state}`;
      });
    }),
  );
  const archive = command("archive", "archive an owner; its records keep it, new ones cannot get it")
    .argument("<id>", "the owner's id")
    .action((id: string, flags) =>
      printLines(async () => {
        await removeOwner(configOf(flags), portalOf(flags), id);
        return [`Owner ${id}: archived`];
      }),
    );
  return new Command("owner").description("manage owners").addCommand(create).addCommand(list).addCommand(archive);
}
