import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";
import type { Database } from "../../src/storage/database.ts";
import { listTables, runSql } from "./database-catalog.ts";
import { addFile } from "./files.ts";
import { problemsOf } from "./refusal.ts";
import { type Answer, dataFolder, type TestPortal, testApp } from "./test-app.ts";

/**
 * Every table of the database in which a text stands somewhere, whatever its case.
 * @param portal narrows the search to its rows
 */
export async function tablesThatHold(text: string, portal?: TestPortal): Promise<string[]> {
  const wanted = text.toLowerCase();
  const holds = (row: object) => Object.values(row).some((value) => readable(value).toLowerCase().includes(wanted));
  const holding: string[] = [];
  for (const { name, columns } of await listTables()) {
    const own = portal && columns.includes("portal_id") ? ` WHERE portal_id = ${portal.portalId}` : "";
    const rows = (await runSql(`SELECT * FROM ${name}${own}`)) as object[];
    if (rows.some(holds)) holding.push(name);
  }
  return holding.sort();
}

/** A value as text, bytes unpacked where they are compressed. */
function readable(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return textOf(Buffer.from(value));
  return JSON.stringify(value) ?? "";
}

const zstdFrame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const mostPadding = 8;

function textOf(bytes: Buffer): string {
  const at = bytes.indexOf(zstdFrame);
  if (at === -1) return bytes.toString("latin1");
  // What follows the frame is only there to round its length up.
  for (let padding = 0; padding <= mostPadding; padding += 1) {
    try {
      const unpacked = zstdDecompressSync(bytes.subarray(at, bytes.length - padding));
      return bytes.toString("latin1") + unpacked.toString("latin1");
    } catch {}
  }
  throw new Error("compressed bytes that cannot be unpacked cannot be looked through");
}

/**
 * Every file of the data folder in whose name or bytes a text stands; the database's own files as they are on disk,
 * but for the stray copies of a row that balancing may leave in them (decision 22).
 */
export async function filesThatHold(text: string): Promise<string[]> {
  const { database } = (await testApp()).services;
  await wipe(database);
  const folder = await dataFolder();
  const file = join(folder, "trunkline.db");
  const pages = database.engine === "sqlite" ? pagesThatHold(file, text) : 0;
  if (pages > 0 && pages <= mostStrayPages) {
    packDatabase(file);
    await wipe(database);
  }
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(text) || readFileSync(path).includes(text))
    .map((path) => path.slice(folder.length + 1));
}

async function wipe(database: Database): Promise<void> {
  // Others may be reading just now.
  for (let attempt = 0; attempt < 5 && !(await database.wipeDeleted()); attempt += 1);
}

/** Written in every property of ten records, and without zeroing, a text stands in about thirty pages. */
const mostStrayPages = 3;
const pageBytes = 4_096;

function pagesThatHold(file: string, text: string): number {
  const bytes = readFileSync(file);
  const pages = new Set<number>();
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) pages.add(Math.floor(at / pageBytes));
  return pages.size;
}

function packDatabase(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    database.exec("VACUUM");
  } finally {
    database.close();
  }
}

/** Writes the marker into every property of a record that takes it; returns the names of those that did. */
export async function writeEverywhere(
  portal: TestPortal,
  plural: string,
  id: string,
  marker: string,
): Promise<readonly string[]> {
  const { body } = await portal.get(`/crm/v3/properties/${plural}`);
  const writable: { name: string }[] = body.results.filter(
    ({ type, modificationMetadata }: { type: string; modificationMetadata?: { readOnlyValue: boolean } }) =>
      type === "string" && !modificationMetadata?.readOnlyValue,
  );
  const taken: string[] = [];
  let names = writable.map(({ name }) => name);
  for (const value of valuesWith(marker)) {
    const write = (some: readonly string[]) =>
      portal.patch(`/crm/v3/objects/${plural}/${id}`, {
        properties: Object.fromEntries(some.map((name) => [name, value])),
      });
    const first = await write(names);
    const refused = first.status === 200 ? [] : problemNames(first);
    const accepted = names.filter((name) => !refused.includes(name));
    if (refused.length > 0 && accepted.length > 0) await write(accepted);
    taken.push(...accepted);
    names = refused;
    if (names.length === 0) break;
  }
  return taken;
}

function problemNames(answer: Answer): string[] {
  return Object.keys(problemsOf(answer));
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
