import { makeRequest, type Request } from "./request.ts";
import type { Product, SampleRecord, Samples } from "./sample-records.ts";
import { makeSearches } from "./searches.ts";

/** One request to the product, and under which name the limit server replays it with which record ids. */
export type Call = { readonly replay: string; readonly sent: readonly string[]; readonly request: Request };

/** One kind of load. */
export type Operation = {
  readonly name: string;
  readonly title: string;
  /** The share of the limit server's rate that the product is to reach with many connections, where there is a goal. */
  readonly goal?: number;
  /**
   * The share of requests that may be refused: where one of a pair must not overtake the other, a connection that is
   * taken late at the start of a run can make it so.
   */
  readonly refusable?: number;
  /** How much longer than others it runs, because one request takes so long. */
  readonly lengthFactor?: number;
  /** Sent in turn, over and over; where there are several lists, each run takes the next one. */
  readonly calls: readonly (readonly Call[])[];
  /** Recorded before the measurement. Those of one replay name differ in nothing but ids and texts. */
  readonly samples: readonly Call[];
};

/** As many different requests as are sent in turn: enough that neither server can live on its last answer. */
const different = 4_000;
const differentBatches = 400;
const batchSize = 100;
const pageSize = 100;
const recorded = 6;
/** More runs than there are: two to warm up, three with each number of connections, and those that are repeated. */
const binRuns = 16;

const shown = [
  "hs_timestamp",
  "hs_call_title",
  "hs_call_body",
  "hs_call_duration",
  "hs_call_direction",
  "hs_call_status",
  "hs_call_disposition",
  "hs_call_from_number",
  "hs_call_to_number",
  "hubspot_owner_id",
];

/** Reads first: what writes leave behind would be in their way. */
export function makeOperations({ token }: Product, samples: Samples): Operation[] {
  const headers = { authorization: `Bearer ${token}` };
  const calls = cycle(samples.calls);
  const contacts = cycle(samples.contacts);
  const companies = cycle(samples.companies);
  const query = `properties=${shown.join(",")}`;
  const path = "/crm/v3/objects/calls";
  const get = (replay: string, id: string, path: string): Call => ({
    replay,
    sent: [id],
    request: makeRequest("GET", path, headers),
  });
  const write = (replay: string, sent: readonly string[], method: Request["method"], path: string, body?: unknown) => ({
    replay,
    sent,
    request: makeRequest(method, path, headers, body),
  });
  const create = (index: number, to: readonly Association[]) => callInput(index, calls(index), to);
  const toContact = (index: number) => ({ id: contacts(index).id, associationTypeId: 194 });
  const toCompany = (index: number) => ({ id: companies(index).id, associationTypeId: 182 });
  // Where at least a whole page follows.
  const byId = [...samples.calls].sort((one, other) => Number(one.id) - Number(other.id));
  const pageStarts = cycle(byId.slice(0, Math.max(1, byId.length - pageSize)));

  return [
    {
      ...repeat("read", "read by id", different, (index) => {
        const { id } = calls(index);
        return get("read", id, `${path}/${id}?${query}`);
      }),
      goal: 0.65,
    },
    repeat("read-more", "read with associations and history", different, (index) => {
      const { id } = calls(index);
      const more = "associations=contacts,companies&propertiesWithHistory=hs_call_title,hs_call_body";
      return get("read-more", id, `${path}/${id}?${query}&${more}`);
    }),
    {
      ...repeat("list", "list of 100", different, (index) => {
        const { id } = pageStarts(index * 7);
        return get("list", id, `${path}?limit=${pageSize}&after=${id}&${query}`);
      }),
      goal: 0.7,
    },
    makeSearches(headers, samples),
    {
      ...repeat("create", "create with one association", different, (index) => {
        const to = [toContact(index)];
        return write("create", idsOf(to), "POST", path, create(index, to));
      }),
      goal: 0.5,
    },
    repeat("create-2", "create with two associations", different, (index) => {
      const to = [toContact(index), toCompany(index)];
      return write("create-2", idsOf(to), "POST", path, create(index, to));
    }),
    {
      ...repeat("batch", "batch create of 100", differentBatches, (index) => {
        const to = Array.from({ length: batchSize }, (_, at) => toContact(index * batchSize + at));
        const inputs = to.map((one, at) => create(index * batchSize + at, [one]));
        return write("batch", idsOf(to), "POST", `${path}/batch/create`, { inputs });
      }),
      goal: 0.6,
      lengthFactor: 2,
    },
    {
      ...update(
        (index) => calls(index).id,
        (id, body) => write("update", [id], "PATCH", `${path}/${id}`, body),
      ),
      goal: 0.5,
    },
    repeat("associate", "put association", different, (index) => {
      // Seldom the contact that the call has already.
      const [{ id }, contact] = [calls(index), contacts(index * 31 + 17)];
      const pair = `${path}/${id}/associations/contacts/${contact.id}/194`;
      return write("associate", [id, contact.id], "PUT", pair);
    }),
    bin(
      Array.from({ length: Math.min(different, samples.calls.length) }, (_, index) => calls(index).id),
      (id) => write("archive", [id], "DELETE", `${path}/${id}`),
      (id) => write("restore", [id], "POST", `${path}/${id}/restore`),
    ),
  ];
}

function repeat(name: string, title: string, count: number, call: (index: number) => Call): Operation {
  return {
    name,
    title,
    calls: [Array.from({ length: count }, (_, index) => call(index))],
    samples: Array.from({ length: recorded }, (_, index) => call(count + index)),
  };
}

/** Two properties get a new value each time. */
function update(idAt: (index: number) => string, call: (id: string, body: unknown) => Call): Operation {
  const body = (index: number) => ({
    properties: {
      hs_call_body: `<p>Corrected after the talk, note ${10_000 + index}: send the offer for 25 seats by Friday.</p>`,
      hs_call_duration: String(100_000 + index * 10),
    },
  });
  return {
    name: "update",
    title: "update",
    calls: [Array.from({ length: different }, (_, index) => call(idAt(index), body(index)))],
    // One record, so that what counts its changes is seen to count.
    samples: Array.from({ length: recorded }, (_, index) => call(idAt(0), body(different + index))),
  };
}

/** Into the bin and out of it, half of the requests each. What a cut-off run leaves in the bin is not touched again. */
function bin(ids: readonly string[], archive: (id: string) => Call, restore: (id: string) => Call): Operation {
  const [own = "", ...others] = ids;
  const samples = Array.from({ length: recorded }, () => [archive(own), restore(own)]).flat();
  const size = Math.floor(others.length / binRuns);
  const lists = Array.from({ length: binRuns }, (_, run) => {
    const part = others.slice(run * size, (run + 1) * size);
    // As far apart as can be: a restore must not overtake its archive.
    return [...part.map(archive), ...part.map(restore)];
  });
  return { name: "bin", title: "archive and restore", calls: lists, samples, refusable: 0.1 };
}

type Association = { readonly id: string; readonly associationTypeId: number };

const firstCallAt = Date.UTC(2026, 0, 5, 9);
const notes =
  "<p>Asked about the renewal in March and wants the offer by e-mail. Happy with the support so far, less so with the " +
  "invoices: two of them came late.</p><p>Call back on Thursday after ten, and bring the numbers for the second " +
  "office.</p>";
// Connected, left voicemail, no answer: ids that every portal has from the start.
const outcomes = [
  "f240bbac-87c9-4f6e-bf70-924b57d47db7",
  "b2cf5968-551e-4856-9783-52b3da59a7d0",
  "73a0d17f-1163-4015-bdd5-ec830791da20",
];

/** A call as a telephone system logs it: ten values. Texts are of one length, whatever the index. */
function callInput(index: number, { properties: { hubspot_owner_id } }: SampleRecord, to: readonly Association[]) {
  const digits = String(1_000_000 + (index % 9_000_000));
  return {
    properties: {
      hs_timestamp: firstCallAt + (index % 100_000) * 61_000,
      hs_call_title: `Call ${digits} about the renewal`,
      hs_call_body: notes,
      hs_call_duration: String(100_000 + (index % 900) * 1_000),
      hs_call_direction: "OUTBOUND",
      hs_call_status: "COMPLETED",
      hs_call_disposition: outcomes[index % outcomes.length],
      hs_call_from_number: `+1555${digits}`,
      hs_call_to_number: `+1556${digits}`,
      hubspot_owner_id,
    },
    associations: to.map(({ id, associationTypeId }) => ({
      to: { id },
      types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId }],
    })),
  };
}

function idsOf(to: readonly Association[]): string[] {
  return to.map(({ id }) => id);
}

function cycle<T>(list: readonly T[]): (index: number) => T {
  return (index) => list[index % list.length] as T;
}
