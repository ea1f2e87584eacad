import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";

/** One import statement, or an export that re-exports. */
export interface Import {
  /** As it stands in the file. */
  readonly specifier: string;
  /** The imported file from the repository's root; undefined for a package or a module of Node. */
  readonly file?: string;
  /** Leaves no trace at run time. */
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const ROOT = join(import.meta.dirname, "../..");
const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[\w$,*{}\s]*?\sfrom\s+)?"([^"]+)"/gm;
const CALL = /\bimport\(\s*"([^"]+)"/g;

/** The TypeScript files below the given folders of the repository, with their imports; not those that are generated. */
export function readSourceFiles(...folders: string[]): SourceFile[] {
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,tsx}`);
  // Packages of other products may lie below bench, where they were measured.
  return globSync(patterns, { cwd: ROOT, exclude: (path) => path.split("/").at(-1) === "node_modules" })
    .filter((path) => !path.endsWith(".generated.ts"))
    .sort()
    .map((path) => parseSourceFile(path, readFileSync(join(ROOT, path), "utf8")));
}

function parseSourceFile(path: string, text: string): SourceFile {
  const statements = [...text.matchAll(STATEMENT)].map((match) => ({
    specifier: match[2] ?? "",
    isTypeOnly: match[1] !== undefined,
  }));
  const calls = [...text.matchAll(CALL)].map((match) => ({ specifier: match[1] ?? "", isTypeOnly: false }));
  const imports = [...statements, ...calls].map((each) => ({ ...each, file: resolveFile(path, each.specifier) }));
  return { path, text, imports };
}

function resolveFile(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? join(dirname(from), specifier) : undefined;
}

/** Every cycle of run-time imports, each once, as the paths along it. */
export function findCycles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const trail: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string) => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    trail.push(path);
    const imported = (byPath.get(path)?.imports ?? []).filter(({ isTypeOnly }) => !isTypeOnly);
    for (const file of new Set(imported.map((each) => each.file))) if (file) visit(file);
    trail.pop();
    done.add(path);
  };
  for (const { path } of files) visit(path);
  return cycles;
}
