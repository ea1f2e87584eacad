import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Answer, dataFolder, type TestPortal } from "./test-app.ts";

export type Upload = {
  readonly content?: string | Uint8Array;
  readonly name?: string;
  readonly options?: Readonly<Record<string, unknown>> | string;
  readonly fields?: Readonly<Record<string, string>>;
};

/** Sends a form with a file in it. */
export function sendFile(portal: TestPortal, upload: Upload = {}, path = "/files/v3/files", method = "POST") {
  const { content = "hello", name = "note.txt", options = { access: "PRIVATE" }, fields = {} } = upload;
  const form = new FormData();
  form.append("file", new Blob([content as string]), name);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  if (options !== "") form.append("options", typeof options === "string" ? options : JSON.stringify(options));
  return sendForm(portal, form, path, method);
}

export async function sendForm(
  portal: TestPortal,
  form: FormData,
  path = "/files/v3/files",
  method = "POST",
): Promise<Answer> {
  const response = await fetch(`${portal.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${portal.token}` },
    body: form,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === "" ? undefined : JSON.parse(text) };
}

/** Uploads a file and returns its id. */
export async function addFile(portal: TestPortal, upload: Upload = {}): Promise<string> {
  const answer = await sendFile(portal, upload);
  if (answer.status !== 201) throw new Error(`the upload answered ${answer.status}: ${answer.text}`);
  return answer.body.id;
}

/** Uploads files one after the other; returns their ids, which grow. */
export async function addFiles(portal: TestPortal, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await addFile(portal, { name: `file-${index}.txt` }));
  return ids;
}

/** The names of what lies on disk for a portal. */
export async function filesOnDisk(portal: TestPortal): Promise<string[]> {
  try {
    return readdirSync(join(await dataFolder(), "files", String(portal.portalId)));
  } catch {
    return [];
  }
}
