/** What one folder of src, or one file directly in it, may import. */
export interface Room {
  /** Folders and files of src; its own folder always goes without saying. */
  readonly rooms: readonly string[];
  /** Packages; "node:" stands for all modules of Node. */
  readonly packages: readonly string[];
}

const EVERYTHING = [
  "model",
  "storage",
  "domain",
  "http",
  "webhooks",
  "recordings",
  "jobs",
  "seed",
  "cli",
  "app.ts",
  "administration.ts",
  "config.ts",
  "configured-database.ts",
];

/** What the web app is made of; it runs in the browser. Everything of it is bundled by Vite. */
export const APP_PACKAGES = [
  "@fontsource-variable/inter",
  "@heroicons/react",
  "@mantine/charts",
  "@mantine/core",
  "@mantine/dates",
  "@mantine/hooks",
  "@mantine/modals",
  "@mantine/notifications",
  "@mantine/tiptap",
  "@tanstack/react-query",
  "@tanstack/react-virtual",
  "@tiptap/react",
  "@tiptap/starter-kit",
  "dayjs",
  "dompurify",
  "react",
  "react-dom",
  "wouter",
];

/** The rule of who may import whom, as ARCHITECTURE.md explains it. */
export const ROOMS: Readonly<Record<string, Room>> = {
  model: { rooms: [], packages: [] },
  storage: { rooms: ["model"], packages: ["kysely", "pg", "node:"] },
  domain: { rooms: ["model", "storage"], packages: ["htmlparser2", "node:"] },
  http: { rooms: ["model", "domain"], packages: ["fastify", "@fastify/multipart", "typebox", "node:"] },
  webhooks: { rooms: ["model"], packages: ["node:"] },
  recordings: { rooms: ["model"], packages: ["node:"] },
  jobs: { rooms: ["model", "domain", "webhooks", "recordings"], packages: ["node:"] },
  seed: { rooms: ["model", "domain"], packages: [] },
  cli: { rooms: ["model", "app.ts", "administration.ts", "config.ts"], packages: ["commander", "node:"] },
  "app.ts": { rooms: EVERYTHING, packages: ["node:"] },
  "administration.ts": { rooms: EVERYTHING, packages: ["node:"] },
  "main.ts": { rooms: EVERYTHING, packages: ["node:"] },
  "config.ts": { rooms: EVERYTHING, packages: ["node:"] },
  "configured-database.ts": { rooms: EVERYTHING, packages: ["node:"] },
};

/** What tests beside their source may use over and above what their room may. */
export const TEST_PACKAGES = ["node:", "fast-check"];

/** The room that a path from the repository's root lies in; undefined outside src. */
export function roomOf(path: string): string | undefined {
  const [top, name] = path.split("/");
  return top === "src" ? name : undefined;
}

/** The name under which a module specifier stands in a room's list of packages. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node:";
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? specifier);
}
