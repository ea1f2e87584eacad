// Runs before every npm script, on whatever Node the machine has (20 or newer), so it uses no package and no
// syntax newer than that. When everything is in place it only reads.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hydratePostgres, isPostgresHydrated } from "./hydrate-postgres.mjs";
import { buildApp, isAppBuilt } from "./prepare/app-build.mjs";
import { acquireCheckoutLock } from "./prepare/checkout-lock.mjs";
import { acceptMissingPackages, listMissingPackages } from "./prepare/installed-packages.mjs";
import { installPackages } from "./prepare/npm-ci.mjs";
import { chooseNode, isNodeLinked, linkNode } from "./prepare/project-node.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Only what serves the web app needs it built.
const wantsApp = process.argv.includes("--app");

async function prepare() {
  const isInstalled = listMissingPackages(root).length === 0 && isPostgresHydrated(root) && isNodeLinked(root);
  if (isInstalled && (!wantsApp || isAppBuilt(root))) return;
  const release = await acquireCheckoutLock(join(root, ".prepare-lock"));
  try {
    // Asked again: whoever held the lock before us has probably done the work.
    if (listMissingPackages(root).length > 0) await installPackages(root);
    const leftOut = listMissingPackages(root);
    const required = leftOut.filter((entry) => !entry.optional);
    if (required.length > 0) {
      throw new Error(
        `npm ended well, but these packages are not there: ${required.map(({ path }) => path).join(", ")}`,
      );
    }
    hydratePostgres(root);
    linkNode(root, chooseNode(root));
    acceptMissingPackages(root, leftOut);
    if (wantsApp && !isAppBuilt(root)) buildApp(root);
  } finally {
    release();
  }
}

try {
  await prepare();
} catch (error) {
  process.stderr.write(`Trunkline could not be prepared: ${error.message}\n`);
  process.exitCode = 1;
}
