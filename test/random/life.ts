import assert from "node:assert/strict";
import type { Agent } from "node:http";
import { checkAnswer } from "../support/answer-check.ts";
import { assertRefusal } from "../support/refusal.ts";
import { snapshot } from "../support/snapshot.ts";
import type { Answer, TestPortal } from "../support/test-app.ts";
import { type Chance, createChance } from "./chance.ts";
import { breakRequest } from "./faults.ts";
import { type Known, remember, setFocus, someThing } from "./known.ts";
import { learn, learnMissing, learnUnknownType } from "./learn.ts";
import type { Operation } from "./operations.ts";
import { aboutOf, type Draft, draftRequest, encode, type Sendable } from "./request.ts";
import { send, sendCut } from "./send.ts";

/** One request of the random client: all that it is follows from this and from what the client knows by then. */
export type Step = { readonly operation: string; readonly isBroken: boolean; readonly seed: number };

/** Requests that are sent at the same time; with a focus they are about the same few records. */
export type Group = { readonly steps: readonly Step[]; readonly focus: number | null };

/** What a client works with during one portal's life. */
export type Life = {
  readonly portal: TestPortal;
  readonly known: Known;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly agent: Agent;
  /** How often each operation was answered with which status. */
  readonly counts: Map<string, Map<number, number>>;
  /** What was asked and answered, for the message of a failure. */
  readonly log: string[];
};

/**
 * Sends groups of requests, those of a group at the same time, and holds every answer against the description.
 * @throws Error that tells the request whose answer is wrong
 */
export async function runLife(life: Life, groups: readonly Group[]): Promise<void> {
  for (const { steps, focus } of groups) {
    setFocus(life.known, focus === null ? undefined : createChance(focus));
    const [only, ...others] = steps;
    if (only && others.length === 0 && only.seed % watchedOneIn === 0) await runWatched(life, only);
    else await runTogether(life, steps);
  }
}

/** Of the requests that are sent alone, one in so many is watched: it costs the reading of all rows, twice. */
const watchedOneIn = 3;

async function runTogether(life: Life, steps: readonly Step[]): Promise<void> {
  const outcomes = await Promise.allSettled(steps.map((step) => runStep(life, step)));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

/** Sends one request, and looks whether one that was refused has changed nothing, and one that wrote reads as it was answered. */
async function runWatched(life: Life, step: Step): Promise<void> {
  const before = await readRows(life.portal);
  const result = await runStep(life, step);
  if (!result) return;
  const { draft, sendable, answer } = result;
  if (answer.status >= 400)
    assert.deepEqual(await readRows(life.portal), before, `refused, and wrote: ${tell(sendable)}`);
  const { objectType } = draft.types;
  const isWrite = draft.operation.id === "createObject" || draft.operation.id === "updateObject";
  if (!isWrite || !objectType || answer.status >= 300 || !answer.body?.properties) return;
  const { id, properties } = answer.body;
  const query = new URLSearchParams({ properties: Object.keys(properties).join(",") });
  const read = await life.portal.get(`/crm/v3/objects/${objectType.id}/${id}?${query}`);
  assert.deepEqual(read.body.properties, properties, `read otherwise than answered: ${tell(sendable)}`);
}

/** Every row of a portal, without those that the server clears away in its own time. */
async function readRows(portal: TestPortal): Promise<string[]> {
  return (await snapshot(portal)).filter((row) => !row.startsWith("search_changes "));
}

/** One request with its answer; undefined where it was cut off. */
async function runStep(life: Life, step: Step) {
  const { portal, known, agent, operations } = life;
  const operation = operations.get(step.operation);
  assert.ok(operation, `no operation ${step.operation}`);
  const chance = createChance(step.seed);
  const draft = draftRequest(known, chance, operation);
  authorize(known, chance, draft, portal.token);
  const { sendable, cutAt } = step.isBroken ? breakRequest(draft, chance, known) : { sendable: encode(draft) };
  if (cutAt !== undefined) {
    life.log.push(`${tell(sendable)} cut off after ${cutAt} bytes`);
    await sendCut(portal.address, sendable, cutAt);
    return undefined;
  }
  const answer = await send(portal.address, agent, sendable).catch((error: Error) => {
    throw new Error(`${tell(sendable)}: ${error.message}`, { cause: error });
  });
  note(life, operation.id, sendable, answer);
  try {
    checkSoundness(sendable, answer);
  } catch (error) {
    throw new Error(`${tell(sendable)} answered ${answer.status} ${answer.text.slice(0, 2_000)}`, { cause: error });
  }
  if (!step.isBroken) learnAnswer(known, draft, answer);
  learnPages(known, draft, answer);
  return { draft, sendable, answer };
}

function learnAnswer(known: Known, draft: Draft, answer: Answer): void {
  if (answer.status < 300) learn(known, aboutOf(draft), answer.body);
  if (answer.status === 404) learnMissing(known, aboutOf(draft));
  if (answer.status === 400) learnUnknownType(known, aboutOf(draft), String(answer.body?.message));
}

/** Shows the portal's token, or now and then the cookie of a browser that signed in with it. */
function authorize(known: Known, chance: Chance, { headers, operation }: Draft, token: string): void {
  const session = someThing(known, chance, "session", "");
  const isBrowser = session !== "" && (operation.paths[0].startsWith("/app/") || chance.happens(0.05));
  Object.assign(headers, isBrowser ? JSON.parse(session) : { authorization: `Bearer ${token}` });
}

/** No failure of the server, nothing that its description does not say, and every refusal in its envelope. */
function checkSoundness({ method, target }: Sendable, answer: Answer): void {
  assert.ok(answer.status >= 200 && answer.status < 500, "a status that is none of success and refusal");
  checkAnswer(method, target, answer);
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") === true;
  if (answer.status >= 400 && method !== "HEAD" && !isPage) assertRefusal(answer, answer.status);
}

/** What is made for browsers: the consent page's form and where it sends a user, and the cookie of a session. */
function learnPages(known: Known, { operation }: Draft, answer: Answer): void {
  if (operation.id === "askForConsent" && answer.status === 200) {
    const hidden = [...answer.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
    const [token] = known.things.get("consenting token") ?? [];
    remember(known, "consent form", JSON.stringify({ ...fields, token, decision: "approve" }));
  }
  if (operation.id === "signIn" && answer.status === 200) {
    const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0];
    remember(known, "session", JSON.stringify({ cookie, "x-csrf-token": answer.body.csrfToken }));
  }
  const location = answer.headers.get("location");
  if (operation.id !== "decideConsent" || location === null) return;
  remember(known, "code", new URL(location).searchParams.get("code"));
}

function note({ counts, log }: Life, operation: string, sendable: Sendable, answer: Answer): void {
  const ofOperation = counts.get(operation) ?? new Map<number, number>();
  counts.set(operation, ofOperation);
  ofOperation.set(answer.status, (ofOperation.get(answer.status) ?? 0) + 1);
  log.push(`${tell(sendable)} → ${answer.status} ${answer.text.slice(0, 400)}`);
}

function tell({ method, target, content }: Sendable): string {
  const body = content === undefined ? "" : ` ${Buffer.from(content).toString().slice(0, 400)}`;
  return `${method} ${target}${body}`;
}
