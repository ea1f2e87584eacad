import { Refusal } from "./errors.ts";

/** The refusals that only files know; errors.ts has all others. */
export const refuseFile = {
  /** 6.3. */
  pathNotFound: (path: string) =>
    new Refusal({
      status: 404,
      category: "OBJECT_NOT_FOUND",
      message: "No file or folder exists at path",
      context: { path: [path] },
    }),

  /** A signed address of a file that was changed, is another file's, or is too old. */
  linkNotValid: (message: string) => new Refusal({ status: 403, category: "LINK_NOT_VALID", message }),

  rangeNotSatisfiable: (size: number) =>
    new Refusal({
      status: 416,
      category: "VALIDATION_ERROR",
      message: `The file has ${size} bytes; the range lies outside of it`,
      headers: { "content-range": `bytes */${size}` },
    }),
};
