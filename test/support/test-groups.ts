import { globSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const ENGINES = ["sqlite", "postgres"] as const;
export type Engine = (typeof ENGINES)[number];

/** Tests that run in one call of Node's test runner. */
export interface TestGroup {
  readonly label: string;
  readonly files: readonly string[];
  readonly engine?: Engine;
  /** All files share one process, and with it one application and its database. */
  readonly sharesProcess: boolean;
  readonly needsPostgres: boolean;
  readonly needsBrowser?: boolean;
}

/** What the command line asked for. */
export interface Selection {
  readonly engine?: Engine;
  readonly name?: string;
  readonly paths: readonly string[];
}

const ROOT = join(import.meta.dirname, "../..");
const API = ["test/api/**/*.test.ts"];
const PURE = ["src/**/*.test.ts", "test/architecture.test.ts"];
const PROCESS = ["test/process/**/*.test.ts"];
const BROWSER = ["test/ui/**/*.test.ts"];

/** The groups in the order in which they begin. */
export function planGroups(selection: Selection): TestGroup[] {
  const engines = ENGINES.filter((engine) => selection.engine === undefined || engine === selection.engine);
  const groups: TestGroup[] = [
    { label: "pure", files: select(PURE, selection), sharesProcess: true, needsPostgres: false },
    ...engines.map((engine) => ({
      label: engine,
      files: select(API, selection),
      engine,
      sharesProcess: true,
      needsPostgres: engine === "postgres",
    })),
    {
      label: "browser",
      files: select(BROWSER, selection),
      sharesProcess: true,
      needsPostgres: false,
      needsBrowser: true,
    },
    { label: "process", files: select(PROCESS, selection), sharesProcess: false, needsPostgres: true },
  ];
  return isNarrowed(selection) ? groups.filter((group) => group.files.length > 0) : groups;
}

/** True if the command line asked for less than everything. */
export function isNarrowed({ engine, name, paths }: Selection): boolean {
  return engine !== undefined || name !== undefined || paths.length > 0;
}

function select(patterns: string[], { engine, paths }: Selection): string[] {
  // An engine alone means the tests that exist once per engine.
  if (engine !== undefined && paths.length === 0 && patterns !== API) return [];
  const wanted = paths.map((path) => relative(ROOT, resolve(path)));
  const files = globSync(patterns, { cwd: ROOT }).sort();
  if (paths.length === 0) return files;
  return files.filter((file) => wanted.some((path) => file === path || file.startsWith(`${path}/`)));
}
