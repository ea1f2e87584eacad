import { LockClosedIcon } from "@heroicons/react/24/outline";
import { EmptyState } from "../parts/empty-state.tsx";
import { Page } from "../parts/page.tsx";
import { useSession } from "../session/session.ts";

/** In place of a page that the token's scopes do not allow. */
export function ForbiddenPage() {
  const { token } = useSession();
  return (
    <Page title="Not allowed">
      <EmptyState icon={LockClosedIcon} title="Your token does not allow this">
        The token “{token.name}” lacks a scope for this page. Sign in with another one to see it.
      </EmptyState>
    </Page>
  );
}
