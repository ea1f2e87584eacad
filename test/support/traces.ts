import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listTables, runSql } from "./database-catalog.ts";
import { addFile } from "./files.ts";
import { type Answer, dataFolder, type TestPortal, testApp } from "./test-app.ts";

/** Every table of the database in which a text stands somewhere, whatever its case. */
export async function tablesThatHold(text: string): Promise<string[]> {
  const holding: string[] = [];
  for (const { name } of await listTables()) {
    const rows = await runSql(`SELECT * FROM ${name}`);
    if (JSON.stringify(rows).toLowerCase().includes(text.toLowerCase())) holding.push(name);
  }
  return holding.sort();
}

/** Every file of the data folder in whose name or bytes a text stands; the database's own files as they are on disk. */
export async function filesThatHold(text: string): Promise<string[]> {
  await (await testApp()).services.database.wipeDeleted();
  const folder = await dataFolder();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(text) || readFileSync(path).includes(text))
    .map((path) => path.slice(folder.length + 1));
}

/** Writes the marker into every property of a record that takes it; returns the names of those that did. */
export async function writeEverywhere(
  portal: TestPortal,
  plural: string,
  id: string,
  marker: string,
): Promise<readonly string[]> {
  const { body } = await portal.get(`/crm/v3/properties/${plural}`);
  const taken: string[] = [];
  for (const { name, type, modificationMetadata } of body.results) {
    if (type !== "string" || modificationMetadata?.readOnlyValue) continue;
    for (const value of valuesWith(marker)) {
      const answer = await portal.patch(`/crm/v3/objects/${plural}/${id}`, { properties: { [name]: value } });
      if (answer.status !== 200) continue;
      taken.push(name);
      break;
    }
  }
  return taken;
}

/** The marker in the forms that properties with rules take. */
function valuesWith(marker: string): string[] {
  const person = JSON.stringify({ from: { email: `${marker}@example.com` }, to: [] });
  return [marker, `${marker}@example.com`, `https://example.com/${marker}`, person];
}

/** Uploads a file whose name and content are the marker. */
export function addMarkedFile(portal: TestPortal, marker: string): Promise<string> {
  return addFile(portal, { name: `${marker}.txt`, content: `${marker} in the file` });
}

export function eraseRecord(portal: TestPortal, plural: string, objectId: string): Promise<Answer> {
  return portal.post(`/crm/v3/objects/${plural}/gdpr-delete`, { objectId });
}
