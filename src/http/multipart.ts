import multipart, { type Multipart } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { FormPart } from "../domain/files/upload-form.ts";
import { Refusal, refuse } from "../model/errors.ts";

const fieldBytes = 64 * 1024;
const fields = 20;

/** Lets the routes of this scope read forms with files in them. */
export async function acceptForms(scope: FastifyInstance, largestFileBytes: number): Promise<void> {
  await scope.register(multipart, {
    // One byte more, so that what is exactly as large as allowed is not cut.
    limits: { fileSize: largestFileBytes + 1, files: 2, fields, fieldSize: fieldBytes, headerPairs: 20 },
    throwFileSizeLimit: false,
  });
  // What a refusal left unread is read and dropped: a client that still sends would otherwise never see the answer.
  scope.addHook("onSend", async (request) => {
    request.raw.unpipe();
    request.raw.resume();
  });
}

/**
 * The parts of a request's form as they arrive.
 * @throws Refusal 415 where the request is no form, 400 for one that is not well-formed or cut off, 413 for a file or
 *   field that is too large
 */
export async function* readForm(request: FastifyRequest, largestFileBytes: number): AsyncGenerator<FormPart> {
  if (!request.isMultipart()) {
    throw refuse.mediaType(request.headers["content-type"] ?? "of this request", "multipart/form-data");
  }
  try {
    for await (const part of request.parts()) yield toPart(part, largestFileBytes);
  } catch (error) {
    throw explain(error);
  }
}

function toPart(part: Multipart, largestFileBytes: number): FormPart {
  // The parser's types do not say that a part can come without a name.
  const name = part.fieldname as string | undefined;
  if (name === undefined) throw refuse.invalid("A part of the form has no name");
  if (part.type === "field") {
    if (part.valueTruncated) throw refuse.bodyTooLarge(fieldBytes);
    const value = typeof part.value === "string" ? part.value : JSON.stringify(part.value);
    return { kind: "field", name, value };
  }
  const fileName = (part.filename as string | undefined) ?? "";
  return { kind: "file", name, fileName, bytes: measured(part.file, largestFileBytes) };
}

async function* measured(stream: AsyncIterable<Uint8Array>, largestFileBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > largestFileBytes) throw refuse.bodyTooLarge(largestFileBytes);
      yield chunk;
    }
  } catch (error) {
    throw explain(error);
  }
}

/** What the parser throws is the sender's mistake; it has no class or status of its own for most of it. */
function explain(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode === 413) return refuse.edge(413, `The form is too large: ${message}`);
  return refuse.invalid(`The form could not be read: ${message}`);
}
