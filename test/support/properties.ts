import type { Answer, TestPortal } from "./test-app.ts";

/** The body of a create that is in order. */
export function definition(name: string, members: Record<string, unknown> = {}) {
  return { name, label: `Label of ${name}`, groupName: "call", type: "string", fieldType: "text", ...members };
}

export function enumeration(name: string, values: readonly string[], members: Record<string, unknown> = {}) {
  const options = values.map((value, displayOrder) => ({ label: `The ${value}`, value, displayOrder, hidden: false }));
  return definition(name, { type: "enumeration", fieldType: "select", options, ...members });
}

/** Defines a property on calls and returns the answer's body. */
export async function define(portal: TestPortal, body: Record<string, unknown>, objectType = "calls") {
  const answer = await portal.post(`/crm/v3/properties/${objectType}`, body);
  if (answer.status !== 201) throw new Error(`the definition answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** One value of a call, as a read tells it. */
export async function readValue(portal: TestPortal, id: string, name: string): Promise<unknown> {
  const { body } = await portal.get(`/crm/v3/objects/calls/${id}?properties=${name}`);
  return body.properties[name];
}

export function writeValue(portal: TestPortal, id: string, name: string, value: unknown): Promise<Answer> {
  return portal.patch(`/crm/v3/objects/calls/${id}`, { properties: { [name]: value } });
}

/** The names of the properties that the portal has defined on calls. */
export async function customNames(portal: TestPortal, query = ""): Promise<string[]> {
  const { body } = await portal.get(`/crm/v3/properties/calls${query}`);
  const own = body.results.filter((property: { hubspotDefined?: boolean }) => !property.hubspotDefined);
  return own.map((property: { name: string }) => property.name);
}
