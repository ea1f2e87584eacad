import type { Request } from "../request.ts";

/** A call as every product gets it: ten values. */
export type PlainCall = {
  readonly timestamp: number;
  readonly title: string;
  readonly body: string;
  readonly duration: number;
  readonly direction: string;
  readonly status: string;
  readonly disposition: string;
  readonly from_number: string;
  readonly to_number: string;
  readonly owner: string;
};

/** A product that is running with its data in place. */
export type RunningPeer = {
  readonly pid: number;
  readonly address: string;
  /** By the name of the operation; what it has no way to do is left out. */
  readonly requests: Readonly<Partial<Record<PeerOperation, readonly Request[]>>>;
  stop(): Promise<void>;
};

export type PeerOperation = "read" | "list" | "search" | "create" | "batch" | "update";

/** Another product. */
export type Peer = {
  readonly name: string;
  readonly packageName: string;
  readonly version: string;
  /** Whether it keeps its data in the PostgreSQL that the others use. */
  readonly usesPostgres: boolean;
  start(place: PeerPlace): Promise<RunningPeer>;
};

export type PeerPlace = {
  /** Where npm has put it. */
  readonly installed: string;
  /** Where it may work. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** Our own description of the API. */
  readonly openApi: string;
  readonly port: number;
  readonly calls: number;
};

export const differentRequests = 2_000;
export const batchSize = 100;
const outcomes = [
  "f240bbac-87c9-4f6e-bf70-924b57d47db7",
  "b2cf5968-551e-4856-9783-52b3da59a7d0",
  "73a0d17f-1163-4015-bdd5-ec830791da20",
  "9d9162e7-6cf3-4944-bf63-4dff82258764",
  "a4c4c377-d246-4b32-a13b-75a56a4cd0ff",
  "17b47fee-58de-441e-a44c-c6300d46f273",
];
const firstCallAt = Date.UTC(2026, 0, 5, 9);
const notes =
  "<p>Asked about the renewal in March and wants the offer by e-mail. Happy with the support so far, less so with the " +
  "invoices: two of them came late.</p><p>Call back on Thursday after ten, and bring the numbers for the second " +
  "office.</p>";

export function plainCall(index: number): PlainCall {
  const digits = String(1_000_000 + (index % 9_000_000));
  return {
    timestamp: firstCallAt + index * 61_000,
    title: `Call ${digits} about the renewal`,
    body: notes,
    duration: 15_000 + (index % 900) * 1_000,
    direction: index % 3 === 0 ? "INBOUND" : "OUTBOUND",
    status: "COMPLETED",
    disposition: outcomes[index % outcomes.length] as string,
    from_number: `+1555${digits}`,
    to_number: `+1556${digits}`,
    owner: String(10_000_001 + (index % 8)),
  };
}

/** What the search of this comparison asks: an outcome, longer than ten minutes, the ten newest, and how many in all. */
export const searched = { disposition: outcomes[0] as string, duration: 600_000 };

/** The columns of a call, their PostgreSQL types, and how a row of index i is made there. */
export const callColumns: readonly (readonly [column: string, type: string, value: string])[] = [
  ["timestamp", "double precision", `${firstCallAt} + i * 61000`],
  ["title", "text", "'Call ' || (1000000 + i) || ' about the renewal'"],
  ["body", "text", `'${notes}'`],
  ["duration", "double precision", "15000 + (i % 900) * 1000"],
  ["direction", "text", "CASE WHEN i % 3 = 0 THEN 'INBOUND' ELSE 'OUTBOUND' END"],
  ["status", "text", "'COMPLETED'"],
  ["disposition", "text", `(ARRAY[${outcomes.map((outcome) => `'${outcome}'`).join(",")}])[1 + i % 6]`],
  ["from_number", "text", "'+1555' || (1000000 + i)"],
  ["to_number", "text", "'+1556' || (1000000 + i)"],
  ["owner", "text", "(10000001 + i % 8)::text"],
];

export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
