import { lazy, Suspense } from "react";
import { ErrorState } from "../parts/error-state.tsx";
import { PageLoading } from "../parts/page-loading.tsx";
import { SessionContext, useSessionQuery } from "./session.ts";
import { SignInPage } from "./sign-in-page.tsx";

// Who only signs in does not wait for the rest.
const Shell = lazy(() => import("../shell/shell.tsx").then(({ Shell }) => ({ default: Shell })));

/** Lets in who is signed in; shows the sign-in page to everyone else, in place of whatever page they asked for. */
export function Entrance() {
  const { data: session, error, isPending, refetch } = useSessionQuery();
  if (isPending) return <PageLoading />;
  if (session) {
    return (
      <SessionContext value={session}>
        <Suspense fallback={<PageLoading />}>
          <Shell />
        </Suspense>
      </SessionContext>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  return <SignInPage />;
}
