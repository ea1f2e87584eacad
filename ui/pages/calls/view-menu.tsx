import { BookmarkIcon, CheckIcon, TrashIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Button, Divider, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { useSession } from "../../session/session.ts";
import classes from "./view-menu.module.css";
import { builtInViews, useSavedViews, type View } from "./views.ts";

/** Views to open with one click, and a name for the one that is open. */
export function ViewMenu() {
  const { user } = useSession();
  const [address] = useSearchParams();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const { views, save, remove } = useSavedViews();
  const query = address.toString();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ name: name.trim(), query });
    setName("");
  };
  const isHere = (view: View) => normal(view.query) === normal(query);
  const close = () => setOpen(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={280}
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<BookmarkIcon width={16} aria-hidden />}
          onClick={() => setOpen((open) => !open)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Views">
        <Stack gap={1}>
          {builtInViews(user?.ownerId).map((view) => (
            <ViewLink key={view.name} view={view} isHere={isHere(view)} onOpen={close} />
          ))}
        </Stack>
        {views.length > 0 && (
          <>
            <Divider my="xs" label="Saved in this browser" labelPosition="left" />
            <Stack gap={1}>
              {views.map((view) => (
                <Group key={view.name} gap={4} wrap="nowrap">
                  <ViewLink view={view} isHere={isHere(view)} onOpen={close} />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Forget the view ${view.name}`}
                    onClick={() => remove(view.name)}
                  >
                    <TrashIcon width={15} aria-hidden />
                  </ActionIcon>
                </Group>
              ))}
            </Stack>
          </>
        )}
        <Divider my="xs" />
        <form onSubmit={submit}>
          <Group gap={6} px={6} pb={4} wrap="nowrap" align="flex-end">
            <TextInput
              size="xs"
              flex={1}
              label="Save this view as"
              placeholder="Name"
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Button type="submit" size="xs" disabled={name.trim() === ""}>
              Save
            </Button>
          </Group>
        </form>
        <Text size="xs" c="dimmed" px={6} pb={4}>
          The address of this page is the view: keep it as a bookmark, or send it to someone.
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}

function ViewLink({
  view,
  isHere,
  onOpen,
}: {
  readonly view: View;
  readonly isHere: boolean;
  readonly onOpen: () => void;
}) {
  return (
    <Link
      href={view.query === "" ? "/calls" : `/calls?${view.query}`}
      className={classes.view}
      aria-current={isHere ? "page" : undefined}
      onClick={onOpen}
    >
      <span className="truncate">{view.name}</span>
      {isHere && <CheckIcon width={15} aria-hidden />}
    </Link>
  );
}

/** The same view whatever the order of its parameters, and whatever its columns. */
function normal(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete("columns");
  parameters.sort();
  return parameters.toString();
}
