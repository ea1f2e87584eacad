import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../../model/errors.ts";
import type { Session } from "../../storage/database.ts";
import type { DatabaseLocation } from "../../storage/open-database.ts";
import { openSnapshots } from "../../storage/snapshots.ts";
import { giveWay } from "./give-way.ts";
import type { SearchAnswer, SearchJob } from "./search-threads.ts";
import { type Deadline, deadlineIn, findPlaces, tookTooLong } from "./segments/find-places.ts";
import { groupRecords } from "./segments/group-records.ts";
import { type CacheSizes, createIndexReader, FarBehind } from "./segments/index-reader.ts";
import { planRemoval, planTidying } from "./segments/plan-tidying.ts";
import { readLinks } from "./segments/read-links.ts";
import { createTypeReader } from "./segments/type-reader.ts";

/** A thread that searches, so that the one that answers requests never waits for it; it reads and never writes. */
const { location, sizes, niceness } = workerData as { location: DatabaseLocation; sizes: CacheSizes; niceness: number };
giveWay(niceness);
const snapshots = openSnapshots(location);
const index = createIndexReader(sizes);
const types = createTypeReader();
/** query_canceled: PostgreSQL has ended a statement that took too long. */
const queryCanceled = "57014";

parentPort?.on("message", async (job: SearchJob | "stop") => {
  if (job !== "stop") return parentPort?.postMessage(await answer(job));
  await snapshots.close().catch(() => {});
  parentPort?.close();
});

async function answer(job: SearchJob): Promise<SearchAnswer> {
  try {
    return { result: await work(job) };
  } catch (error) {
    if (error instanceof FarBehind) return { behind: true };
    if (error instanceof Refusal) return { refusal: error.message };
    const { message, stack, code, errcode } = error as Error & { code?: string; errcode?: number };
    return code === queryCanceled ? { refusal: tookTooLong().message } : { failure: { message, stack, code, errcode } };
  }
}

function work(job: SearchJob): Promise<unknown> {
  const deadline = deadlineIn(job.milliseconds);
  return snapshots.read(job.milliseconds, (session) =>
    job.kind === "tidy" ? tidy(session, job) : search(session, job, deadline),
  );
}

type JobOf<K extends SearchJob["kind"]> = SearchJob & { readonly kind: K };

async function tidy(session: Session, job: JobOf<"tidy">): Promise<unknown> {
  const { portalId, objectTypeId } = job;
  const objectType = await types.find(session, portalId, objectTypeId);
  // Its definitions have just gone, and with them its records.
  if (!objectType) return planRemoval(session, job);
  const type = { portalId, objectType };
  return planTidying(session, type, await index.segments(session, type), job.least);
}

async function search(session: Session, job: JobOf<"find" | "group">, deadline: Deadline): Promise<unknown> {
  const { portalId, objectTypeId } = job.query;
  // Together: what is far away answers all of them at once.
  const [objectType, look] = await Promise.all([
    types.find(session, portalId, objectTypeId),
    index.look(session, portalId, objectTypeId),
  ]);
  if (!objectType) return job.kind === "find" ? { places: [], total: 0 } : [];
  const all = await index.read(session, { portalId, objectType }, look, deadline);
  const links = await readLinks(session, job.query, deadline);
  if (job.kind === "group") return groupRecords(all, job.query, links, deadline);
  return findPlaces(all, job.query, links, deadline);
}
