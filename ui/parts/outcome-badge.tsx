import { Badge } from "@mantine/core";
import { useOutcomes } from "../data/call-choices.ts";

/** The ids of the outcomes that every portal begins with are the same everywhere. */
const colors: Readonly<Record<string, string>> = {
  "f240bbac-87c9-4f6e-bf70-924b57d47db7": "pine",
  "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": "pine",
  "b2cf5968-551e-4856-9783-52b3da59a7d0": "amber",
  "17b47fee-58de-441e-a44c-c6300d46f273": "red",
};

/** A call's outcome by its label. */
export function OutcomeBadge({ outcome }: { readonly outcome: string | null | undefined }) {
  const outcomes = useOutcomes();
  if (!outcome) return null;
  const label = outcomes.find(({ id }) => id === outcome)?.label ?? outcome;
  return (
    <Badge color={colors[outcome] ?? "gray"} maw="100%">
      {label}
    </Badge>
  );
}
