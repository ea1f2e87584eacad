import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

/** Builds the web app into `ui/dist`, with compressed copies beside the files; run by `scripts/prepare.mjs --app`. */

const smallestWorthCompressing = 1024;
const compressible = /\.(?:js|css|html|svg|json|txt)$/;

const ui = join(import.meta.dirname, "../../ui");
const fresh = join(ui, `dist.${process.pid}`);

try {
  await build({ configFile: join(ui, "vite.config.ts"), logLevel: "warn", build: { outDir: fresh } });
  compressBelow(fresh);
  const stamp = process.argv[2];
  if (stamp !== undefined) writeFileSync(join(fresh, ".stamp"), stamp);
  // A server that starts meanwhile finds the former app or this one, whole.
  const former = join(ui, `dist.${process.pid}.former`);
  renameIfThere(join(ui, "dist"), former);
  renameSync(fresh, join(ui, "dist"));
  rmSync(former, { recursive: true, force: true });
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function compressBelow(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, entry);
    if (!compressible.test(file) || statSync(file).size < smallestWorthCompressing) continue;
    const bytes = readFileSync(file);
    const brotli = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, brotli));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
