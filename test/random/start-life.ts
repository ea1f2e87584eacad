import type { ApiDocument } from "../../src/http/openapi.ts";
import { newClient } from "../support/oauth.ts";
import { createSchema } from "../support/schemas.ts";
import { newPortal, type TestPortal } from "../support/test-app.ts";
import { activityIds, type BuiltIn, createKnown, type Known, newType, placeRecord, remember } from "./known.ts";
import { learn } from "./learn.ts";
import type { Life } from "./life.ts";
import { operationsOf } from "./operations.ts";
import { newAgent } from "./send.ts";

const builtInTypes = [
  ["0-1", "contacts", "contact", "CONTACT"],
  ["0-2", "companies", "company"],
  ["0-3", "deals", "deal", "DEAL"],
  ["0-5", "tickets", "ticket"],
  ["0-46", "notes", "note"],
  ["0-27", "tasks", "task"],
  ["0-47", "meetings", "meeting"],
  ["0-49", "emails", "email"],
  ["0-48", "calls", "call", "CALL", "Calls"],
] as const;

let builtIn: Promise<BuiltIn> | undefined;

/** A portal beside the one that is worked on, whose ids and token a client has no right to use. */
export type Neighbour = { readonly portal: TestPortal; readonly ids: readonly string[]; readonly token: string };

/** A new portal with a few things of its own in it, and a client that knows of them. */
export async function startLife(document: ApiDocument, neighbour: Neighbour, counts: Life["counts"]): Promise<Life> {
  const portal = await newPortal();
  builtIn ??= readBuiltIn(portal);
  const known = createKnown(portal.portalId, await builtIn, neighbour.ids);
  remember(known, "limited token", neighbour.token);
  const operations = new Map(operationsOf(document).map((operation) => [operation.id, operation]));
  await furnish(portal, known);
  return { portal, known, operations, agent: newAgent(), counts, log: [] };
}

/** What every new portal has: the properties of each type and the associations between them. */
async function readBuiltIn(portal: TestPortal): Promise<BuiltIn> {
  const known = createKnown(portal.portalId, { types: new Map(), associationTypes: new Map() }, []);
  for (const [id, plural, ...spellings] of builtInTypes) {
    const type = newType(id, plural, spellings);
    known.types.set(id, type);
    await ask(portal, known, `/crm/v3/properties/${id}`, { objectType: type });
  }
  for (const from of known.types.values()) {
    for (const to of known.types.values()) {
      await ask(portal, known, `/crm/v4/associations/${from.id}/${to.id}/labels`, { from, to });
    }
  }
  return known;
}

async function ask(portal: TestPortal, known: Known, path: string, types: object): Promise<void> {
  const answer = await portal.get(path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.text}`);
  const none = { objectType: undefined, from: undefined, to: undefined };
  learn(
    known,
    { operation: path.split("/").at(-1) ?? "", ...none, ...types, params: {}, body: undefined },
    answer.body,
  );
}

/** An object type, a unique property, a label, apps and tokens: what a random client would hardly come by itself. */
async function furnish(portal: TestPortal, known: Known): Promise<void> {
  const schema = await createSchema(portal, { associatedObjects: ["CONTACT", "CALL", "DEAL"] });
  const learned = { objectType: undefined, from: undefined, to: undefined, params: {}, body: undefined };
  learn(known, { operation: "createSchema", ...learned }, schema);
  const key = { label: "Key", type: "string", fieldType: "text", hasUniqueValue: true };
  for (const [type, groupName] of [
    ["0-48", "call"],
    ["0-3", "dealinformation"],
  ] as const) {
    const answer = await portal.post(`/crm/v3/properties/${type}`, { name: "own_key", groupName, ...key });
    if (answer.status !== 201) throw new Error(answer.text);
    learn(known, { ...learned, operation: "createProperty", objectType: known.types.get(type) }, answer.body);
  }
  for (const [from, to] of [
    ["0-3", "0-5"],
    ["0-48", "0-1"],
  ] as const) {
    const label = { name: "own_pair", label: "Own", inverseLabel: "Inverse" };
    await portal.post(`/crm/v4/associations/${from}/${to}/labels`, label);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const types = { from: known.types.get(one), to: known.types.get(other) };
      await ask(portal, known, `/crm/v4/associations/${one}/${other}/labels`, types);
    }
  }
  for (const type of known.types.values()) {
    await ask(portal, known, `/crm/v3/properties/${type.id}/groups`, { objectType: type });
  }
  for (const type of ["0-3", "0-5"]) {
    await ask(portal, known, `/crm/v3/pipelines/${type}`, { objectType: known.types.get(type) });
  }
  for (const path of ["/crm/v3/owners", "/calling/v1/dispositions", "/calling/v1/call-types"])
    await ask(portal, known, path, {});
  await giveTokens(portal, known);
  for (const { id, plural } of known.types.values()) {
    const answer = await portal.post(`/crm/v3/objects/${id}`, { properties: firstValues(id) });
    if (answer.status !== 201) throw new Error(`${plural}: ${answer.text}`);
    placeRecord(known, id, answer.body.id, "live");
  }
}

/** The values that a record of the type cannot be without. */
function firstValues(typeId: string): Record<string, unknown> {
  if (activityIds.has(typeId)) return { hs_timestamp: 1_773_711_164_872 };
  return typeId.startsWith("2-") ? { serial: "first" } : {};
}

async function giveTokens(portal: TestPortal, known: Known): Promise<void> {
  const client = await newClient(portal);
  remember(known, "client_id", client.clientId);
  remember(known, "client_secret", client.clientSecret);
  remember(known, "redirect_uri", client.redirectUri);
  // A token that no request can revoke, as the client does not know its id.
  remember(known, "consenting token", portal.token);
  for (const scopes of [[], ["crm.objects.contacts.read"], ["crm.objects.deals.write", "crm.objects.deals.read"]]) {
    remember(known, "limited token", (await portal.withScopes(scopes)).token);
  }
}
