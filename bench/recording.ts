import { readFileSync, writeFileSync } from "node:fs";
import type { Call } from "./operations.ts";
import type { Parameter, Replay, ReplayedStatement, Slot, Text } from "./replay.ts";
import { sendWell } from "./request.ts";

/** One statement as record-sql.ts writes it down. */
type Noted = { readonly at: number; readonly sql: string; readonly parameters: readonly unknown[] };

/** What happened in the database during one request. */
type Recorded = {
  readonly call: Call;
  readonly newIds: readonly string[];
  readonly began: number;
  readonly ended: number;
  readonly statements: readonly Noted[];
  readonly status: number;
  readonly text: string;
};

/** The limit server has its own way to begin and end. */
const control = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|PRAGMA)\b/i;
/** What the product does on its own now and then, whatever is asked. */
const background = /node_leases/;
const changing = /\b(insert into|delete from)\b|^\s*update\b/i;

/**
 * Sends samples to a product that runs with record-sql.ts, and makes of what it did in the database what the limit
 * server replays.
 * @param file where that product writes its statements
 */
export async function recordReplays(address: string, file: string, samples: readonly Call[]): Promise<Replay[]> {
  const byName = new Map<string, Recorded[]>();
  for (const call of samples) {
    writeFileSync(file, "");
    const began = Date.now();
    const { status, text } = await sendWell(address, call.request);
    const statements = readNoted(file).filter(({ sql }) => !control.test(sql) && !background.test(sql));
    const newIds = idsIn(text).filter((id) => !call.sent.includes(id));
    const one = { call, began, ended: Date.now(), statements, status, text };
    const makes = call.request.method === "POST" && call.replay !== "restore" && !call.replay.startsWith("search");
    byName.set(call.replay, [...(byName.get(call.replay) ?? []), { ...one, newIds: makes ? newIds : [] }]);
  }
  return [...byName].map(([name, recordings]) => makeReplay(name, recordings));
}

function readNoted(file: string): Noted[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Noted);
}

/** The ids of the records in an answer. */
function idsIn(text: string): string[] {
  if (text === "") return [];
  const { id, results = [] } = JSON.parse(text) as { id?: string; results?: { id: string }[] };
  return id === undefined ? results.map((record) => record.id) : [id];
}

/**
 * The shortest recording tells what a request needs when the caches are warm; a second one like it tells what counts up.
 * @throws Error where the recordings of one kind differ in more than values
 */
function makeReplay(name: string, recordings: readonly Recorded[]): Replay {
  const shortest = Math.min(...recordings.map(({ statements }) => statements.length));
  const alike = recordings.filter(({ statements }) => statements.length === shortest);
  const last = alike.at(-1) as Recorded;
  const before = alike.at(-2) ?? last;
  let firstNumber = 0;
  const statements = last.statements.map(({ sql, parameters }, index): ReplayedStatement => {
    const former = before.statements[index];
    if (former?.sql !== sql)
      throw new Error(`Two requests of ${name} ran different statements:\n${sql}\n${former?.sql}`);
    const own = parameters.map((value, at) => {
      const counted = countsUp(former.parameters[at], value, last);
      if (counted !== undefined) firstNumber = counted + 1;
      return counted === undefined
        ? describe(value, last)
        : { value: { slot: "next" } as const, integer: isInteger(value) };
    });
    return { sql: name === "archive" || name === "restore" ? ignoringConflicts(sql) : sql, parameters: own };
  });
  const writes = statements.some(({ sql }) => changing.test(sql));
  const { status, newIds } = last;
  const answer = writes ? textWith(last.text, last) : undefined;
  return { name, writes, newIds: newIds.length, firstNumber, statements, status, answer };
}

/** A restore that overtakes its archive is refused by the product; the limit server does not look, and goes on. */
function ignoringConflicts(sql: string): string {
  if (!/^insert into/i.test(sql) || /on conflict/i.test(sql)) return sql;
  return `${sql} on conflict do nothing`;
}

/** The number that is one more than at the time before, and no id and no time. */
function countsUp(former: unknown, value: unknown, recorded: Recorded): number | undefined {
  const [one, other] = [numberOf(former), numberOf(value)];
  if (one === undefined || other === undefined || other !== one + 1) return undefined;
  return slotOf(other, recorded) === undefined ? other : undefined;
}

function describe(value: unknown, recorded: Recorded): Parameter {
  const number = numberOf(value);
  if (number !== undefined) {
    const slot = slotOf(number, recorded);
    if (slot) return { value: slot, integer: isInteger(value) };
    return value as Parameter;
  }
  if (typeof value !== "string") return value as Parameter;
  const text = textWith(value, recorded);
  return text.every((part) => typeof part === "string") ? value : { text };
}

function slotOf(number: number, { call, newIds, began, ended }: Recorded): Slot | undefined {
  const [made, named] = [newIds.indexOf(String(number)), call.sent.indexOf(String(number))];
  if (made !== -1) return { slot: "new", index: made };
  if (named !== -1 && number > 0) return { slot: "sent", index: named };
  return number >= began && number <= ended ? { slot: "now" } : undefined;
}

/** Text with the ids of the request taken out. */
function textWith(text: string, { call, newIds }: Recorded): Text {
  const slots = new Map<string, Slot>();
  for (const [index, id] of call.sent.entries()) if (id.length > 3) slots.set(id, { slot: "sent", index });
  for (const [index, id] of newIds.entries()) slots.set(id, { slot: "new", index });
  if (slots.size === 0) return [text];
  const parts = text.split(new RegExp(`(${[...slots.keys()].join("|")})`));
  return parts.filter((part) => part !== "").map((part) => slots.get(part) ?? part);
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return isInteger(value) ? Number((value as { integer: string }).integer) : undefined;
}

function isInteger(value: unknown): boolean {
  return typeof value === "object" && value !== null && "integer" in value;
}
