import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";

// What the server writes (calls, recordings, a token) is for the user that runs it alone.
process.umask(0o077);

// Types are stripped and sources compiled once, not with every start. In the environment for the sake of threads and
// workers; where the folder cannot be written, all goes on without.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../node_modules/.trunkline/compiled");
enableCompileCache();

// The flag by which npm start bounds the young generation would also take the place of the bounds of threads.
setFlagsFromString("--max-semi-space-size=0");

const { createProgram } = await import("./cli/program.ts");
await createProgram().parseAsync(process.argv);
