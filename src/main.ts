import { enableCompileCache } from "node:module";
import { join } from "node:path";

// What the server writes (calls, recordings, a token) is for the user that runs it alone.
process.umask(0o077);

// Types are stripped and sources compiled once, not with every start. In the environment for the sake of threads and
// workers; where the folder cannot be written, all goes on without.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../node_modules/.trunkline/compiled");
enableCompileCache();

const { createProgram } = await import("./cli/program.ts");
await createProgram().parseAsync(process.argv);
