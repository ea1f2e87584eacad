import { Refusal, refuse } from "../../model/errors.ts";
import type { ReceivedContent } from "../../storage/file-store.ts";
import type { Context } from "../context.ts";
import { checkText } from "../properties/text-rules.ts";
import type { FileServices } from "./file-services.ts";

/** One part of a form, in the order of arrival; a file's bytes must be taken before the next part comes. */
export type FormPart =
  | { readonly kind: "field"; readonly name: string; readonly value: string }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly fileName: string;
      readonly bytes: AsyncIterable<Uint8Array>;
    };

/** A form that has arrived whole: its bytes are on disk, and not kept yet. */
export type ReceivedForm = {
  readonly content: ReceivedContent;
  readonly fileName: string;
  readonly fields: ReadonlyMap<string, string>;
};

/**
 * Takes a form as it arrives and hands it to `work`; where either refuses, no bytes are left behind.
 * @throws Refusal 400 for a form without a file or with two
 */
export async function withReceivedForm<T>(
  ctx: Context,
  files: FileServices,
  parts: AsyncIterable<FormPart>,
  work: (form: ReceivedForm) => Promise<T>,
): Promise<T> {
  const { portalId } = ctx.portal;
  const fields = new Map<string, string>();
  let content: ReceivedContent | undefined;
  let fileName = "";
  try {
    for await (const part of parts) {
      if (part.kind === "field") {
        checkText(part.value, part.name.slice(0, 50));
        fields.set(part.name, part.value);
      } else {
        if (part.name !== "file" || content) throw refuse.invalid("The form takes one file, in the part `file`");
        fileName = part.fileName;
        content = await files.store.receive(portalId, part.bytes);
      }
    }
    if (!content) throw refuse.invalid("The form has no part `file`", { file: ["missing"] });
    return await work({ content, fileName, fields });
  } catch (error) {
    // After another failure it is not known whether a row names the bytes; the sweep finds out.
    if (content && error instanceof Refusal) await files.store.discard(portalId, content.key);
    throw error;
  }
}
