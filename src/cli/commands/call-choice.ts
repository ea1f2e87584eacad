import { Command } from "commander";
import { administerCallChoices, type CallChoiceAdministration } from "../../administration.ts";
import { portalOf, withPortalOption } from "../portal-option.ts";
import { commandWithSettings, configOf, fail } from "../setting-options.ts";

type Print = (line: string) => void;

/** `trunkline outcome` and `trunkline call-type`: the two lists of a portal that calls choose from. */
export function callChoiceCommand(kind: "outcome" | "call-type", description: string): Command {
  const what = kind === "outcome" ? "Outcome" : "Call type";

  function subcommand(
    name: string,
    text: string,
    args: readonly string[],
    work: (choices: CallChoiceAdministration, given: readonly string[], print: Print) => Promise<void>,
  ): Command {
    const command = withPortalOption(commandWithSettings(name, text, ["data", "databaseUrl"]));
    for (const argument of args) command.argument(argument);
    return command.action(async (...all: unknown[]) => {
      try {
        const flags = all[args.length] as Parameters<typeof configOf>[0] & { portal?: string };
        const choices = administerCallChoices(configOf(flags), portalOf(flags), kind);
        await work(choices, all.slice(0, args.length) as string[], (line) => process.stdout.write(`${line}\n`));
      } catch (error) {
        fail(error);
      }
    });
  }

  return new Command(kind)
    .description(description)
    .addCommand(
      subcommand("list", "list them with their ids", [], async (choices, _given, print) => {
        for (const { id, label } of await choices.list()) print(`${id}  ${label}`);
      }),
    )
    .addCommand(
      subcommand("create", "add one", ["<label>"], async (choices, [label = ""], print) => {
        const choice = await choices.create(label);
        print(`${what} ${choice.id}: ${choice.label}`);
      }),
    )
    .addCommand(
      subcommand("rename", "rename one", ["<id>", "<label>"], async (choices, [id = "", label = ""], print) => {
        const choice = await choices.rename(id, label);
        print(`${what} ${choice.id}: ${choice.label}`);
      }),
    )
    .addCommand(
      subcommand("delete", "delete one; calls that have it keep it", ["<id>"], async (choices, [id = ""], print) => {
        await choices.delete(id);
        print(`${what} ${id} is deleted`);
      }),
    );
}
