import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

export const sessionKey = ["session"] as const;

const retries = 2;

/** Holds what the server said. A 401 from anywhere ends the session here too, and the sign-in page is shown. */
export function createQueryClient(): QueryClient {
  const endSession = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) client.setQueryData(sessionKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: endSession }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        endSession(error);
        // A form that shows its errors itself says so.
        if (mutation.meta?.showsOwnErrors !== true) tell(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (count, error) => isPassing(error) && count < retries,
        refetchOnWindowFocus: true,
      },
    },
  });
  return client;
}

/** The message is drawn by code that comes with the app, after the first requests. */
function tell(error: unknown): void {
  import("./show-error.tsx").then(({ showError }) => showError(error));
}

/** What may well be over a moment later: no connection, a database that is away, too many requests. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;
}
