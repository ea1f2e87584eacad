/** Keeps the id generators of several processes apart. */
export type NodeLeaseRow = {
  node: number;
  holder: string;
  /** In the ids' own milliseconds: no id below this may still be handed out by a successor. */
  reserved_until: number;
  expires_at: number;
};

/** When a job, which all processes have a timer for, is due again. */
export type JobRoundRow = { job: string; due_at: number };

/**
 * What was counted of an app's requests to a portal; app 0 stands for what the portal's apps share, app -1 for the
 * portal's requests to the associations API.
 */
export type RateCountRow = {
  portal_id: number;
  app_id: number;
  /** JSON text: when the requests were made, oldest first; of the portal, its searches. */
  times: string;
  /** Of the portal and of its associations API: its day by number, and the requests of that day. */
  day: number;
  day_count: number;
};

/** How far a replica must be to show what was written in an app's name (bytes of PostgreSQL's log). */
export type RecentWriteRow = { portal_id: number; app_id: number; position: number };
