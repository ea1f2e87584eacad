import { ArrowRightStartOnRectangleIcon, ChevronUpDownIcon } from "@heroicons/react/24/outline";
import { Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useSession, useSignOut } from "../session/session.ts";
import classes from "./account-menu.module.css";

/** Who is signed in, light or dark, and the way out. */
export function AccountMenu() {
  const { user, token, portalName, portalId } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const name = user === null ? token.name : `${user.firstName} ${user.lastName}`.trim() || user.email;
  return (
    <div className={classes.foot}>
      <Menu position="top-start" width={240} shadow="md" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.button}>
            <span className="unseen">Account</span>
            <Avatar name={name} color="gray" size={30} radius="xl" aria-hidden />
            <span className={classes.names}>
              <span className={`${classes.name} truncate`}>{name}</span>
              <span className={`${classes.portal} truncate`}>{portalName}</span>
            </span>
            <ChevronUpDownIcon width={18} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.about}>
            {user !== null && <Text size="sm">{user.email}</Text>}
            <Text size="xs" c="dimmed">
              Token “{token.name}” · portal {portalId}
            </Text>
          </div>
          <Menu.Divider />
          <div className={classes.about}>
            <SegmentedControl
              fullWidth
              size="xs"
              value={colorScheme}
              onChange={(value) => setColorScheme(value as typeof colorScheme)}
              aria-label="Appearance"
              data={[
                { value: "light", label: "Light" },
                { value: "dark", label: "Dark" },
                { value: "auto", label: "System" },
              ]}
            />
          </div>
          <Menu.Divider />
          <Menu.Item
            leftSection={<ArrowRightStartOnRectangleIcon width={16} aria-hidden />}
            onClick={() => signOut.mutate()}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
