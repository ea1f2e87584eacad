import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const BIN = join(ROOT, "node_modules/.bin");
const COLORS = process.stdout.isTTY ? "force" : "off";

const STEPS = [
  { title: "Format and lint", args: [join(BIN, "biome"), "ci", `--colors=${COLORS}`] },
  { title: "Types", args: [join(BIN, "tsc"), "--noEmit", "-p", "tsconfig.json"] },
  // First the types of the API as the server has it now, then the web app against them.
  { title: "Types of the API", args: ["scripts/app/generate-types.ts"] },
  { title: "Types of the web app", args: [join(BIN, "tsc"), "--noEmit", "-p", "ui/tsconfig.json"] },
  {
    title: "Architecture",
    args: ["--test", "--test-reporter=./test/support/reporter.ts", "test/architecture.test.ts"],
  },
];

for (const { title, args } of STEPS) {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) {
    process.stdout.write(`\n${title}: failed\n`);
    process.exit(1);
  }
}
process.stdout.write("\nAll checks passed\n");
