import {
  ArrowTopRightOnSquareIcon,
  BookOpenIcon,
  ChartBarIcon,
  CodeBracketIcon,
  Cog6ToothIcon,
  PhoneIcon,
  PlusIcon,
  TrashIcon,
} from "@heroicons/react/24/outline";
import { Button, NavLink, ScrollArea } from "@mantine/core";
import { Link, useLocation } from "wouter";
import { type Icon, useObjectTypes } from "../data/object-types.ts";
import { Logo } from "../parts/logo.tsx";
import { usePermissions } from "../session/session.ts";
import { AccountMenu } from "./account-menu.tsx";
import classes from "./navigation.module.css";

/** The way to every page that the token allows. */
export function Navigation() {
  const permissions = usePermissions();
  const readsCalls = permissions.canRead("calls");
  const types = useObjectTypes().filter(({ name, isActivity }) => !isActivity && permissions.canRead(name));
  return (
    <>
      <div className={classes.top}>
        <Link href="/" className={classes.home}>
          <Logo />
        </Link>
        {permissions.canWrite("calls") && (
          <Button component={Link} href="/log-call" fullWidth leftSection={<PlusIcon width={16} aria-hidden />}>
            Log a call
          </Button>
        )}
      </div>
      <ScrollArea className={classes.links} type="scroll">
        <div className={classes.group}>
          {readsCalls && <Item href="/calls" label="Calls" icon={PhoneIcon} />}
          {readsCalls && <Item href="/overview" label="Overview" icon={ChartBarIcon} />}
        </div>
        {types.length > 0 && (
          <div className={classes.group}>
            <div className={classes.groupName}>Records</div>
            {types.map(({ name, plural, icon }) => (
              <Item key={name} href={`/records/${name}`} label={plural} icon={icon} />
            ))}
          </div>
        )}
        <div className={classes.group}>
          <div className={classes.groupName}>Manage</div>
          <Item href="/recycling-bin" label="Recycling bin" icon={TrashIcon} />
          <Item href="/settings" label="Settings" icon={Cog6ToothIcon} />
        </div>
        <div className={classes.group}>
          <div className={classes.groupName}>Developers</div>
          {permissions.has("trunkline.requests.read") && (
            <Item href="/requests" label="Request log" icon={CodeBracketIcon} />
          )}
          <NavLink
            href="/docs"
            target="_blank"
            label="API reference"
            leftSection={<BookOpenIcon width={18} aria-hidden />}
            rightSection={<ArrowTopRightOnSquareIcon width={14} aria-label="opens in another tab" />}
            className={classes.link}
          />
        </div>
      </ScrollArea>
      <AccountMenu />
    </>
  );
}

function Item({ href, label, icon: ItemIcon }: { href: string; label: string; icon: Icon }) {
  const [path] = useLocation();
  const isHere = path === href || path.startsWith(`${href}/`);
  return (
    <NavLink
      component={Link}
      href={href}
      label={label}
      active={isHere}
      aria-current={isHere ? "page" : undefined}
      leftSection={<ItemIcon width={18} aria-hidden />}
      className={classes.link}
    />
  );
}
