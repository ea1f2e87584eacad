import { Command } from "commander";
import { addPortal, setStrict, showPortals } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { printLines } from "../run.ts";
import { commandWithSettings, configOf } from "../setting-options.ts";

const modes: Readonly<Record<string, boolean | undefined>> = { on: true, off: false, default: undefined };

/** `trunkline portal`: accounts and their settings. */
export function portalCommand(): Command {
  const create = commandWithSettings("create", "add a portal with its first owner", ["data", "databaseUrl"])
    .requiredOption("--name <name>", "what the portal is called")
    .option("--time-zone <zone>", "such as Europe/Berlin", "UTC")
    .option("--currency <code>", "code of three letters", "USD")
    .option("--owner-email <address>", "e-mail address of the first owner", "owner@trunkline.example")
    .action((flags) =>
      printLines(async () => {
        const { name, timeZone, currency, ownerEmail: email } = flags;
        const owner = { email, firstName: "", lastName: "" };
        const made = await addPortal(configOf(flags), { name, timeZone, currency }, owner);
        return [
          `Portal ${made.portalId}: ${name}`,
          `Owner ${made.owner.id} (user ${made.owner.userId}): ${made.owner.email}`,
          `Make a token for it with: token create --portal ${made.portalId} --name <name>`,
        ];
      }),
    );
  const list = commandWithSettings("list", "list the portals", ["data", "databaseUrl"]).action((flags) =>
    printLines(async () => {
      const portals = await showPortals(configOf(flags));
      return portals.map((row) => `${row.portal_id}  ${row.name}  ${row.time_zone}  ${row.currency}`);
    }),
  );
  const strict = withPortalOption(
    commandWithSettings("strict", "say what updates do with unknown and read-only properties", ["data", "databaseUrl"]),
  )
    .argument("<mode>", "on: refuse them; off: pass over them; default: as the server's --strict says")
    .action((mode: string, flags) =>
      printLines(async () => {
        if (!Object.hasOwn(modes, mode)) throw new Error(`the mode is one of ${Object.keys(modes).join(", ")}`);
        const portalId = await setStrict(configOf(flags), portalOf(flags), modes[mode]);
        return [`Portal ${portalId}: strict ${mode}`];
      }),
    );
  return new Command("portal").description("manage portals").addCommand(create).addCommand(list).addCommand(strict);
}
