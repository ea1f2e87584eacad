import type { Database } from "../../storage/database.ts";
import { listFirstPortals } from "../../storage/portals.ts";

/** Knows whether the database has a single portal, without asking for it in a request, which stays within its portal. */
export type OnlyPortal = {
  /** Whether this portal is the only one; a second one is noticed within a second, or when it asks itself. */
  isOnly(portalId: number): boolean;
  stop(): Promise<void>;
};

const lookMilliseconds = 1_000;

/** Looks at the portals now, and every second until there is a second one; a database that is away changes nothing. */
export async function watchOnlyPortal(database: Database): Promise<OnlyPortal> {
  const look = async () => {
    const [first, second] = await listFirstPortals(database);
    return second === undefined ? first?.portal_id : undefined;
  };
  let only = await look();
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (only === undefined) return clearInterval(timer);
    looking ??= look()
      .then(
        (found) => {
          only = found;
        },
        () => undefined,
      )
      .finally(() => {
        looking = undefined;
      });
  }, lookMilliseconds).unref();
  return {
    isOnly: (portalId) => only === portalId,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
