import { createProgram } from "./cli/program.ts";

// What the server writes (calls, recordings, a token) is for the user that runs it alone.
process.umask(0o077);

await createProgram().parseAsync(process.argv);
