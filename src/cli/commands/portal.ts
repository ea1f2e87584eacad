import { Command } from "commander";
import { setStrict } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { commandWithSettings, configOf, fail } from "../setting-options.ts";

const modes: Readonly<Record<string, boolean | undefined>> = { on: true, off: false, default: undefined };

/** `trunkline portal`: settings of an account. */
export function portalCommand(): Command {
  const strict = withPortalOption(
    commandWithSettings("strict", "say what updates do with unknown and read-only properties", ["data", "databaseUrl"]),
  )
    .argument("<mode>", "on: refuse them; off: pass over them; default: as the server's --strict says")
    .action(async (mode: string, flags) => {
      try {
        if (!Object.hasOwn(modes, mode)) throw new Error(`the mode is one of ${Object.keys(modes).join(", ")}`);
        const portalId = await setStrict(configOf(flags), portalOf(flags), modes[mode]);
        process.stdout.write(`Portal ${portalId}: strict ${mode}\n`);
      } catch (error) {
        fail(error);
      }
    });
  return new Command("portal").description("manage portals").addCommand(strict);
}
