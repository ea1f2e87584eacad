import assert from "node:assert/strict";
import { type PortalTable, storedRows } from "./stored-rows.ts";
import type { TestPortal } from "./test-app.ts";

/** False for what the server makes of the others in its own time. */
const tables: Readonly<Record<PortalTable, boolean>> = {
  portals: true,
  tokens: true,
  app_sessions: true,
  oauth_apps: true,
  oauth_grants: true,
  owners: true,
  teams: true,
  owner_teams: true,
  call_choices: true,
  objects: true,
  archived_objects: true,
  property_history: true,
  unique_values: true,
  associations: true,
  association_labels: true,
  association_label_ids: true,
  association_limits: true,
  pins: true,
  files: true,
  file_folders: true,
  attachments: true,
  discarded_contents: true,
  pipelines: true,
  pipeline_stages: true,
  search_changes: true,
  search_segments: false,
  search_parts: false,
  search_revisions: false,
  merged_objects: true,
  object_schemas: true,
  property_definitions: true,
  property_groups: true,
  schema_association_types: true,
  rate_counts: true,
  recent_writes: true,
};

/** Every row that the database holds of a portal. */
export async function snapshot(portal: TestPortal): Promise<readonly string[]> {
  const rows = await Promise.all(
    (Object.keys(tables) as PortalTable[])
      .filter((table) => tables[table])
      .map(async (table) => (await storedRows(portal, table)).map((row) => `${table} ${JSON.stringify(row)}`)),
  );
  return rows.flat().sort();
}

/** Runs `work` and asserts that the portal's rows are the same afterwards, whatever it tried. */
export async function assertUnchanged<T>(portal: TestPortal, work: () => Promise<T>): Promise<T> {
  const before = await snapshot(portal);
  const result = await work();
  assert.deepEqual(await snapshot(portal), before);
  return result;
}
