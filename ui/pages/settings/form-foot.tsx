import { Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { messageOf } from "../../api/api-error.ts";

type Props = {
  /** What the form's button says. */
  readonly submit: string;
  readonly disabled?: boolean;
  /** The change that the form asks for: whether it is under way, and what was refused. */
  readonly change: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
};

/** The end of a form in a dialog: what was refused, and the buttons. */
export function FormFoot({ submit, disabled = false, change }: Props) {
  return (
    <>
      {change.isError && (
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {messageOf(change.error)}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => modals.closeAll()}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending} disabled={disabled}>
          {submit}
        </Button>
      </Group>
    </>
  );
}
