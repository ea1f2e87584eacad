import { MapIcon } from "@heroicons/react/24/outline";
import { Button } from "@mantine/core";
import { Link } from "wouter";
import { EmptyState } from "../parts/empty-state.tsx";
import { Page } from "../parts/page.tsx";

/** What an address leads to that the app does not know. */
export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <EmptyState
        icon={MapIcon}
        title="There is nothing at this address"
        action={
          <Button component={Link} href="/calls">
            Go to the calls
          </Button>
        }
      >
        The link may be mistyped, or what it led to is no longer there.
      </EmptyState>
    </Page>
  );
}
