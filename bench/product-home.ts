import { join } from "node:path";
import { type Databases, openDatabases, type Place } from "./databases.ts";
import type { Engine, Options } from "./options.ts";
import type { Product } from "./sample-records.ts";
import { makeServerFolder, runToEnd, type ServerFolder, type ServerProcess } from "./server-process.ts";

export type HomeOptions = Pick<Options, "calls" | "databaseUrl"> & {
  readonly engine: Engine;
  /** How many of the calls are with one contact. */
  readonly busiest?: number;
};

/** A server, its process and that of its database. */
export type Standing = { readonly pid: number; readonly address: string; readonly databasePid: number | undefined };

/** A product whose database is filled and that can be started. */
export type ProductHome = {
  readonly databases: Databases;
  readonly place: Place;
  readonly home: ServerFolder;
  /** How long it took to fill the database. */
  readonly fillSeconds: number;
  /** @param preload a module of bench that is loaded into the process first */
  serve(preload?: string, env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
  /** A folder for another server, which goes when this one does. */
  open(name: string): ServerFolder;
  /** Does something more when all is closed; the last comes first. */
  onClose(work: () => Promise<unknown>): void;
  close(): Promise<void>;
};

const contactsPerCall = 0.1;
const fewestContacts = 200;

/** Makes a database and fills it. */
export async function makeHome(options: HomeOptions, folder: string): Promise<ProductHome> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  const open = (name: string) => {
    const opened = makeServerFolder(join(folder, name));
    closers.push(() => opened.remove());
    return opened;
  };
  try {
    const databases = await openDatabases(options);
    closers.push(() => databases.close());
    const home = open("product");
    const place = await databases.make(home.path);
    const where = ["--data", home.path, ...place.productArguments];
    const contacts = Math.max(fewestContacts, Math.round(options.calls * contactsPerCall));
    const sizes = ["--calls", `${options.calls}`, "--contacts", `${contacts}`, "--busiest", `${options.busiest ?? 0}`];
    const began = performance.now();
    await runToEnd(["src/main.ts", "seed", ...sizes, "--seed", "1", ...where]);
    const fillSeconds = (performance.now() - began) / 1_000;
    return {
      databases,
      place,
      home,
      fillSeconds,
      async serve(preload, env) {
        const first = preload === undefined ? [] : ["--import", `./bench/${preload}`];
        const server = await home.start([...first, "src/main.ts", "serve", "--port", "0", ...where], env);
        closers.push(() => server.stop());
        return server;
      },
      open,
      onClose: (work) => closers.push(work),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export function standingOf(server: ServerProcess, databasePid: number | undefined): Standing {
  return { pid: server.pid, address: server.field("Address"), databasePid };
}

export function productOf(server: ServerProcess): Product {
  return { address: server.field("Address"), token: server.field("Token") };
}
