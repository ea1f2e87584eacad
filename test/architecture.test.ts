import assert from "node:assert/strict";
import { test } from "node:test";
import { APP_PACKAGES, packageOf, ROOMS, roomOf, TEST_PACKAGES } from "./support/rooms.ts";
import { findCycles, readSourceFiles, type SourceFile } from "./support/source-files.ts";

const LONGEST_FILE_LINES = 300;
// In two halves, or this file would break its own rule.
// In quotes on its own it is a value of the wire: a task can be of that type.
const UNFINISHED = new RegExp(`(?<!")\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"].join("|")})\\b(?!")`);

const sources = readSourceFiles("src");
const app = readSourceFiles("ui");
const all = [...sources, ...app, ...readSourceFiles("test", "scripts", "bench", "examples")];

function expectNone(violations: string[]): void {
  // Not an assertion: the list says it all, and an assertion's own remarks would bury it.
  if (violations.length > 0) throw new Error(`\n${violations.join("\n")}`);
}

/** The lines of a file that match, each with the rule it breaks. */
function matchLines(files: readonly SourceFile[], pattern: RegExp, rule: string): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}  ${line.trim()}  – ${rule}`] : [])),
  );
}

function isTest({ path }: SourceFile): boolean {
  return path.endsWith(".test.ts");
}

test("there are sources to check", () => {
  assert.ok(sources.length > 0);
});

test("every folder and file directly in src is a room with a rule", () => {
  const unknown = sources.filter(({ path }) => !Object.hasOwn(ROOMS, roomOf(path) ?? ""));
  expectNone(unknown.map(({ path }) => `${path}  – ${roomOf(path)} is not in the table of rooms`));
});

test("every room imports only the rooms below it", () => {
  const violations = sources.flatMap(({ path, imports }) => {
    const own = roomOf(path) ?? "";
    const allowed = [own, ...(ROOMS[own]?.rooms ?? [])];
    return imports
      .filter(({ file }) => file !== undefined && !allowed.includes(roomOf(file) ?? ""))
      .map(({ specifier }) => `${path}  imports ${specifier}  – ${own} may import only: ${allowed.join(", ")}`);
  });
  expectNone(violations);
});

test("every room imports only the packages meant for it", () => {
  const violations = sources.flatMap((source) => {
    const own = roomOf(source.path) ?? "";
    const allowed = [...(ROOMS[own]?.packages ?? []), ...(isTest(source) ? TEST_PACKAGES : [])];
    return source.imports
      .filter(({ file, specifier }) => file === undefined && !allowed.includes(packageOf(specifier)))
      .map(
        ({ specifier }) =>
          `${source.path}  imports ${specifier}  – ${own} may import only: ${allowed.join(", ") || "no package"}`,
      );
  });
  expectNone(violations);
});

test("the web app takes nothing but types from the server, and only the packages meant for it", () => {
  const files = app.filter(({ path }) => path !== "ui/vite.config.ts");
  const violations = files.flatMap(({ path, imports }) => {
    const outside = imports.filter(({ file }) => file !== undefined && !file.startsWith("ui/"));
    const wrong = outside.filter(({ file, isTypeOnly }) => !isTypeOnly || !file?.startsWith("src/"));
    const packages = imports.filter(
      ({ file, specifier }) => file === undefined && !APP_PACKAGES.includes(packageOf(specifier)),
    );
    return [
      ...wrong.map(({ specifier }) => `${path}  imports ${specifier}  – ui may import only types, and from src`),
      ...packages.map(({ specifier }) => `${path}  imports ${specifier}  – not in APP_PACKAGES`),
    ];
  });
  expectNone(violations);
});

test("the server knows nothing of the web app's code", () => {
  const others = [...sources, ...readSourceFiles("bench", "examples")];
  expectNone(
    others.flatMap(({ path, imports }) =>
      imports.filter(({ file }) => file?.startsWith("ui/")).map(({ specifier }) => `${path}  imports ${specifier}`),
    ),
  );
});

test("the web app writes no HTML of its own into the page", () => {
  // One file cleans HTML before it is shown.
  const files = app.filter(({ path }) => path !== "ui/parts/safe-html.tsx");
  const unsafe = /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write\(/;
  expectNone(matchLines(files, unsafe, "show HTML with SafeHtml"));
});

test("no source imports a test", () => {
  const violations = sources.flatMap(({ path, imports }) =>
    imports.filter(({ file }) => file?.endsWith(".test.ts")).map(({ specifier }) => `${path}  imports ${specifier}`),
  );
  expectNone(violations);
});

test("the domain reaches neither the network nor the environment", () => {
  const domain = sources.filter((source) => roomOf(source.path) === "domain" && !isTest(source));
  const network = /\bfetch\(|"node:(?:http2?|https|net|tls|dgram|dns)(?:\/|")/;
  expectNone([
    ...matchLines(domain, network, "the domain speaks to no network"),
    ...matchLines(domain, /\bprocess\.env\b/, "the domain gets its settings from the context"),
  ]);
});

test("no files import each other in a circle", () => {
  expectNone(findCycles(all).map((cycle) => cycle.join(" → ")));
});

test("no source file is longer than a reader's patience", () => {
  const lengths = [...sources, ...app].map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }));
  const tooLong = lengths.filter(({ lines }) => lines > LONGEST_FILE_LINES);
  expectNone(tooLong.map(({ path, lines }) => `${path}  – ${lines} lines; at most ${LONGEST_FILE_LINES}`));
});

test("no file is a barrel", () => {
  const named = all
    .filter(({ path }) => path.endsWith("/index.ts"))
    .map(({ path }) => `${path}  – name it after what it holds`);
  expectNone([...named, ...matchLines(all, /^export\s+(?:type\s+)?\*/, "import from the file that defines it")]);
});

test("exports have names", () => {
  // Node's test runner takes a reporter only as a default export, and Vite its settings.
  const files = all.filter(({ path }) => path !== "test/support/reporter.ts" && path !== "ui/vite.config.ts");
  expectNone(matchLines(files, /^export default\b/, "no default exports"));
});

test("no enums", () => {
  expectNone(matchLines(all, /^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s/, "use a union of strings"));
});

test("nothing is left for later in a comment", () => {
  expectNone(matchLines(all, UNFINISHED, "do it or file an issue"));
});
