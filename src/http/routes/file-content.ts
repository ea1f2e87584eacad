import { readFileByAddress } from "../../domain/files/content.ts";
import { presentBytes } from "../present/file-bytes.ts";
import { text } from "../query.ts";
import { defineRoute } from "../route.ts";

/** The addresses of files: they need no token, but a signature where the file is not public. */
export const fileContentRoutes = [
  defineRoute({
    id: "getFileContent",
    method: "GET",
    path: "/hubfs/:portalId/:fileId/:fileName",
    summary: "Read a public file, or any with a signed address",
    scope: "open",
    query: { expires: text("When the address ends, in epoch seconds"), signature: text("Proof that it was given out") },
    response: { status: 200, bytes: true },
    handle: async ({ http, params, query, header }) => {
      const { expires, signature } = query;
      const given = signature === undefined ? undefined : { expires: expires ?? "", signature };
      const address = { portalId: params.portalId as string, fileId: params.fileId as string };
      const file = await readFileByAddress(http.services, address, given);
      return presentBytes(file, header("range"), header("if-none-match"));
    },
  }),
];
