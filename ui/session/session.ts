import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import { ApiError } from "../api/api-error.ts";
import { send, setCsrfToken } from "../api/client.ts";
import { sessionKey } from "../api/query-client.ts";
import { type Permissions, permissionsOf } from "./permissions.ts";

/** Who is signed in, where, and with what rights. */
export type Session = {
  readonly portalId: number;
  readonly portalName: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly token: { readonly id?: string; readonly name: string; readonly scopes: readonly string[] };
  readonly user: {
    readonly ownerId?: string;
    readonly userId?: number;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
  } | null;
  readonly csrfToken: string;
  readonly expiresAt?: number;
  readonly version?: string;
  readonly recycleBinDays?: number;
  readonly strict?: boolean;
};

/** The session as the server has it: `null` when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 5 * 60_000 });
}

async function readSession(): Promise<Session | null> {
  try {
    return remember((await send("GET", "/app/session")) as Session);
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
    mutationFn: async (token: string) => remember((await send("POST", "/app/session", { token })) as Session),
    meta: { showsOwnErrors: true },
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  });
}

/** Signs this browser out, and forgets all that was read. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send("DELETE", "/app/session"),
    onSuccess: () => {
      setCsrfToken(undefined);
      client.clear();
      client.setQueryData(sessionKey, null);
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
