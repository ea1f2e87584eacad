/** A value of the request that is being replayed. */
export type Slot =
  /** The id of a record that the request makes, or of one that it names. */
  | { readonly slot: "new" | "sent"; readonly index: number }
  /** The time, and a number that is one more each time. */
  | { readonly slot: "now" | "next" };

/** Text with values of the request in it. */
export type Text = readonly (string | Slot)[];

/** A parameter as it was recorded, with what belongs to the request taken out. Integers are told from other numbers. */
export type Parameter =
  | null
  | string
  | number
  | boolean
  | { readonly integer: string }
  | { readonly value: Slot; readonly integer: boolean }
  | { readonly text: Text };

export type ReplayedStatement = { readonly sql: string; readonly parameters: readonly Parameter[] };

/** What the product asks of its database for one kind of request, as bench/recording.ts writes it down. */
export type Replay = {
  readonly name: string;
  /** Whether it was one transaction. */
  readonly writes: boolean;
  readonly newIds: number;
  readonly firstNumber: number;
  readonly statements: readonly ReplayedStatement[];
  readonly status: number;
  /** What a write answers; a read answers the rows that it found. */
  readonly answer: Text | undefined;
};

/** The values of one request. */
export type Filling = {
  readonly new: readonly number[];
  readonly sent: readonly number[];
  readonly now: number;
  readonly next: number;
};

/** A replay that is ready to run: what is the same each time is made once. */
export type ReadyReplay = Omit<Replay, "statements"> & {
  readonly statements: readonly { readonly sql: string; valuesOf(filling: Filling): unknown[] }[];
};

/** @param bigIntegers gives integers as BigInt, as the embedded database wants them */
export function makeReady(replay: Replay, bigIntegers: boolean): ReadyReplay {
  const statements = replay.statements.map(({ sql, parameters }) => {
    const fillers = parameters.map((parameter) => fillerOf(parameter, bigIntegers));
    return { sql, valuesOf: (filling: Filling) => fillers.map((fill) => fill(filling)) };
  });
  return { ...replay, statements };
}

export function fillText(text: Text, filling: Filling): string {
  let filled = "";
  for (const part of text) filled += typeof part === "string" ? part : slotValue(part, filling);
  return filled;
}

function fillerOf(parameter: Parameter, bigIntegers: boolean): (filling: Filling) => unknown {
  const integer = bigIntegers ? BigInt : Number;
  if (parameter === null || typeof parameter !== "object") return () => parameter;
  if ("text" in parameter) return (filling) => fillText(parameter.text, filling);
  if ("value" in parameter) {
    const { value } = parameter;
    return parameter.integer ? (filling) => integer(slotValue(value, filling)) : (filling) => slotValue(value, filling);
  }
  const constant = integer(parameter.integer);
  return () => constant;
}

function slotValue(slot: Slot, filling: Filling): number {
  return slot.slot === "new" || slot.slot === "sent" ? (filling[slot.slot][slot.index] as number) : filling[slot.slot];
}
