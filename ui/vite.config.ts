import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

/** Started by `scripts/app/build.ts`; `TRUNKLINE_ADDRESS` names the server that a development server passes on to. */
const server = process.env.TRUNKLINE_ADDRESS ?? "http://127.0.0.1:4747";
const apiPrefixes = "^/(app|crm|calling|files|hubfs|account-info|trunkline|integrations|docs|openapi.json)(/|$|\\?)";

/** Where the app begins; `main.ts` asks for data before it is there. */
const app = join(import.meta.dirname, "show-app.tsx");

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadApp()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Fonts inside a style sheet would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: { host: "127.0.0.1", proxy: { [apiPrefixes]: server } },
});

/** Names the app's files in the page, so that a browser has them on their way while it still reads `main.ts`. */
function preloadApp(): Plugin {
  return {
    name: "preload-app",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const wanted = new Set<string>();
        const add = (name: string) => {
          const chunk = bundle[name];
          if (chunk?.type !== "chunk" || wanted.has(name)) return;
          wanted.add(name);
          for (const imported of chunk.imports) add(imported);
        };
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk" && chunk.facadeModuleId === app) add(chunk.fileName);
        }
        return [...wanted].filter((name) => !html.includes(name)).map(preloadTag);
      },
    },
  };
}

/** What `main.ts` asks the server for goes before it. */
function preloadTag(name: string): HtmlTagDescriptor {
  const attrs = { rel: "modulepreload", crossorigin: true, fetchpriority: "low", href: `/${name}` };
  return { tag: "link", injectTo: "head", attrs };
}
