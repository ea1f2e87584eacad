import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** True if the web app that lies in ui/dist was built from the sources and packages as they are now. */
export function isAppBuilt(root) {
  return readText(join(root, "ui/dist/.stamp")) === stampOf(root);
}

/** Builds the web app with the project's own Node. */
export function buildApp(root) {
  process.stderr.write("Building the web app …\n");
  const node = join(root, "node_modules/.trunkline/node");
  const args = ["--disable-warning=ExperimentalWarning", "scripts/app/build.ts", stampOf(root)];
  const { status, signal, error } = spawnSync(node, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    throw new Error(`the web app could not be built (${error?.message ?? signal ?? `exit code ${status}`})`);
  }
}

/** One hash of all that the built app follows from. By content: a checkout gives every file a new time. */
function stampOf(root) {
  const hash = createHash("sha256");
  const files = [...listFiles(root, "ui"), ...listFiles(root, "scripts/app"), "package-lock.json"];
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function listFiles(root, folder) {
  return (
    readdirSync(join(root, folder), { withFileTypes: true })
      // Generated files hold types only, and leave nothing in the build.
      .filter(({ name }) => !name.startsWith("dist") && !name.startsWith(".") && !name.includes(".generated."))
      .flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() ? listFiles(root, path) : [path];
      })
      .sort()
  );
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
