import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Started by `scripts/app/build.ts`; `TRUNKLINE_ADDRESS` names the server that a development server passes on to. */
const server = process.env.TRUNKLINE_ADDRESS ?? "http://127.0.0.1:4747";
const apiPrefixes = "^/(app|crm|calling|files|hubfs|account-info|trunkline|integrations|docs|openapi.json)(/|$|\\?)";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
