import { Command } from "commander";
import { softwareVersion } from "../config.ts";
import { appCommand } from "./commands/app.ts";
import { callChoiceCommand } from "./commands/call-choice.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { ownerCommand } from "./commands/owner.ts";
import { portalCommand } from "./commands/portal.ts";
import { seedCommand } from "./commands/seed.ts";
import { serveCommand } from "./commands/serve.ts";
import { tokenCommand } from "./commands/token.ts";

/** The command line: `serve`, and the management of what the API has no words for. */
export function createProgram(): Command {
  return new Command("trunkline")
    .description("A self-hosted call-engagement CRM that speaks HubSpot's API")
    .version(softwareVersion)
    .addCommand(serveCommand())
    .addCommand(ownerCommand())
    .addCommand(portalCommand())
    .addCommand(callChoiceCommand("outcome", "manage the outcomes that calls choose from"))
    .addCommand(callChoiceCommand("call-type", "manage the types that calls choose from"))
    .addCommand(tokenCommand())
    .addCommand(appCommand())
    .addCommand(seedCommand())
    .addCommand(migrateCommand());
}
