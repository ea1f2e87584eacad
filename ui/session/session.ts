import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import { ApiError } from "../api/api-error.ts";
import { call, setCsrfToken } from "../api/client.ts";
import { sessionKey } from "../api/query-client.ts";
import type { Schemas } from "../api/schema.generated.ts";
import { type Permissions, permissionsOf } from "./permissions.ts";

/** Who is signed in, where, and with what rights. */
export type Session = Schemas["AppSession"];

/** Reads the session as the server has it: `null` when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ client }) => {
    const former = client.getQueryData<Session | null>(sessionKey);
    const session = await readSession();
    // Somebody else has signed in in another window.
    if (former && session && former.token.id !== session.token.id) client.resetQueries(ofFormerSession);
    return session;
  },
  staleTime: 5 * 60_000,
});

/** The session with its state. */
export function useSessionQuery() {
  return useQuery(sessionQuery);
}

/** All that was read in the name of who was signed in; nobody else may see it. */
const ofFormerSession = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== sessionKey[0],
};

async function readSession(): Promise<Session | null> {
  try {
    return remember(await call("GET /app/session"));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

function remember(session: Session): Session {
  setCsrfToken(session.csrfToken);
  return session;
}

/** Signs in with an access token; the form shows what is wrong with it. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (token: string) => remember(await call("POST /app/session", { body: { token } })),
    meta: { showsOwnErrors: true },
    onSuccess: (session) => {
      // The former session may have ended by itself, and was perhaps another portal's.
      client.removeQueries(ofFormerSession);
      client.setQueryData(sessionKey, session);
    },
  });
}

/** Signs this browser out, and forgets all that was read. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("DELETE /app/session"),
    onSuccess: () => {
      setCsrfToken(undefined);
      client.setQueryData(sessionKey, null);
      client.removeQueries(ofFormerSession);
    },
  });
}

export const SessionContext = createContext<Session | null>(null);

/** The session, for what is only shown to people who are signed in. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("used outside of a session");
  return session;
}

/** What the session's token allows: ask before something is offered. */
export function usePermissions(): Permissions {
  return permissionsOf(useSession().token.scopes);
}
