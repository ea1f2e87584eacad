import type { RatePolicy } from "../../model/catalog/rate-policies.ts";
import type { Database } from "../../storage/database.ts";
import type { Replica } from "../../storage/replica.ts";
import type { Clock, Report } from "../context.ts";
import type { FileServices } from "../files/file-services.ts";
import type { RecordIds } from "../ids/record-ids.ts";
import type { Searches } from "../search/search-threads.ts";

/** What lives as long as the server and every account function works with. */
export type Services = {
  readonly database: Database;
  /** What takes reads off the database; undefined where there is none. */
  readonly replica?: Replica | undefined;
  readonly replicaSearches?: Searches | undefined;
  readonly now: Clock;
  readonly ids: RecordIds;
  readonly searches: Searches;
  readonly files: FileServices;
  /** What portals that have no setting of their own do with unknown and read-only properties. */
  readonly strictByDefault: boolean;
  /** What limits the rate of requests of tokens that have no setting of their own; undefined where nothing does. */
  readonly ratePolicy: RatePolicy | undefined;
  /** How long deleted records can be restored. */
  readonly recycleBinDays: number;
  readonly report: Report;
};
