import { ErrorState } from "../parts/error-state.tsx";
import { PageLoading } from "../parts/page-loading.tsx";
import { Shell } from "../shell/shell.tsx";
import { SessionContext, useSessionQuery } from "./session.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** Lets in who is signed in; shows the sign-in page to everyone else, in place of whatever page they asked for. */
export function Entrance() {
  const { data: session, error, isPending, refetch } = useSessionQuery();
  if (isPending) return <PageLoading />;
  if (session) {
    return (
      <SessionContext value={session}>
        <Shell />
      </SessionContext>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />;
  return <SignInPage />;
}
