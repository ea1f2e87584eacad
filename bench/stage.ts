import { join } from "node:path";
import { openDatabases } from "./databases.ts";
import type { Options } from "./options.ts";
import { type Product, type Seeded, seed } from "./seed.ts";
import { makeServerFolder, type ServerFolder, type ServerProcess } from "./server-process.ts";

/** The servers under measurement, each in its process on its own copy of the same data. */
export type Stage = {
  readonly product: Product & { readonly pid: number };
  readonly limit: Standing;
  /** The limit server with a commit for each create; on the embedded database only, where creates share theirs. */
  readonly oneByOne: Standing | undefined;
  readonly seeded: Seeded;
  close(): Promise<void>;
};

export type Standing = { readonly pid: number; readonly address: string };

/** Fills a database through the product's API, copies it, and starts the servers. */
export async function setStage(options: Options, folder: string): Promise<Stage> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  const open = (name: string): ServerFolder => {
    const opened = makeServerFolder(join(folder, name));
    closers.push(() => opened.remove());
    return opened;
  };
  const keep = (server: ServerProcess): ServerProcess => {
    closers.push(() => server.stop());
    return server;
  };

  try {
    const databases = await openDatabases(options);
    closers.push(() => databases.close());
    const home = open("product");
    const place = await databases.make(home.path);
    const serve = ["src/main.ts", "serve", "--port", "0", "--data", home.path, ...place.productArguments];

    const filling = await home.start(serve);
    const portalId = filling.field("Portal");
    const seeded = await seed(productOf(filling), options.calls).finally(() => filling.stop());

    async function startLimit(name: string, ...args: string[]): Promise<Standing> {
      const own = open(name);
      const { limitArgument } = await databases.copy(home.path, own.path);
      const server = keep(await own.start(["bench/limit-server.ts", limitArgument, portalId, ...args]));
      return { pid: server.pid, address: server.field("Address") };
    }
    const limit = await startLimit("limit");
    const oneByOne = options.engine === "sqlite" ? await startLimit("one-by-one", "one-by-one") : undefined;
    const product = keep(await home.start(serve));
    return { product: { ...productOf(product), pid: product.pid }, limit, oneByOne, seeded, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function productOf(server: ServerProcess): Product {
  return { address: server.field("Address"), token: server.field("Token"), ownerId: server.field("Owner id") };
}
