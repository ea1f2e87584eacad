import { PlusIcon } from "@heroicons/react/24/outline";
import { ActionIcon, AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense, useEffect } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { ForbiddenPage } from "../pages/forbidden-page.tsx";
import { NotFoundPage } from "../pages/not-found-page.tsx";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { Logo } from "../parts/logo.tsx";
import { PageLoading } from "../parts/page-loading.tsx";
import { appRoutes } from "../routes.ts";
import { usePermissions } from "../session/session.ts";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";

/** What surrounds every page: navigation at the side, or behind a button where there is little room. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const [path] = useLocation();
  const permissions = usePermissions();
  useEffect(close, [path]);
  return (
    <AppShell
      header={{ height: { base: 54, sm: 0 } }}
      navbar={{ width: 236, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      transitionDuration={120}
    >
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} size="sm" aria-label="Navigation" aria-expanded={isOpen} />
            <Logo />
          </Group>
          {permissions.canWrite("calls") && (
            <ActionIcon component={Link} href="/log-call" size="lg" aria-label="Log a call">
              <PlusIcon width={20} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Main">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" className={classes.main}>
        <ErrorBoundary resetBy={path}>
          <Suspense fallback={<PageLoading />}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </AppShell.Main>
    </AppShell>
  );
}

function Pages() {
  const permissions = usePermissions();
  const start = permissions.canRead("calls") ? "/calls" : "/settings";
  return (
    <Switch>
      {appRoutes.map(({ path, page: Page, allowed }) => (
        <Route key={path} path={path}>
          {allowed === undefined || allowed(permissions) ? <Page /> : <ForbiddenPage />}
        </Route>
      ))}
      <Route path="/">
        <Redirect to={start} replace />
      </Route>
      <Route path="/sign-in">
        <Redirect to={start} replace />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  );
}
