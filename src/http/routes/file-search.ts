import { Type } from "typebox";
import { fileFilterNames, findByPath, searchFiles } from "../../domain/files/search-files.ts";
import { formatTime } from "../../domain/properties/time-text.ts";
import { limits } from "../../model/limits.ts";
import { presentFile, presentFolder } from "../present/file.ts";
import { nextLink } from "../present/record.ts";
import { integer, list, text } from "../query.ts";
import { defineRoute } from "../route.ts";
import { fileAnswer, folderAnswer } from "../schemas/files.ts";

const scope = { scopes: ["files.read"] };
const filters = Object.fromEntries(fileFilterNames.map((name) => [name, text(`Narrows the search by ${name}`)]));

export const fileSearchRoutes = [
  defineRoute({
    id: "searchFiles",
    method: "GET",
    path: "/files/v3/files/search",
    summary: "Search files",
    scope,
    query: {
      ids: list("Only files with these ids"),
      parentFolderIds: list("Only files in these folders"),
      sort: list("Names to sort by, with a minus before what goes from high to low"),
      limit: integer(1, limits.filesMax, limits.filesDefault),
      after: text("Where a page begins"),
      ...filters,
    },
    response: {
      status: 200,
      schema: Type.Object({ results: Type.Array(fileAnswer), paging: Type.Optional(Type.Unknown()) }),
    },
    handle: async ({ ctx, query, origin, url }) => {
      const { ids, parentFolderIds, sort: sorts, limit, after, ...filters } = query;
      const found = await searchFiles(ctx, { ids, parentFolderIds, sorts, limit, after, filters: filters as never });
      const results = found.files.map((file) => presentFile(file, { origin, portalId: ctx.portal.portalId }));
      const link = found.after === undefined ? undefined : nextLink(`${origin}${url}`, found.after);
      const paging = link === undefined ? {} : { paging: { next: { after: found.after, link } } };
      return { status: 200, body: JSON.stringify({ results, ...paging }) };
    },
  }),

  defineRoute({
    id: "findFileByPath",
    method: "GET",
    path: "/files/v3/files/stat/*",
    summary: "Find the file or folder that has a path",
    scope,
    query: {},
    response: {
      status: 200,
      schema: Type.Object({
        file: Type.Optional(fileAnswer),
        folder: Type.Optional(folderAnswer),
        matchedAt: Type.String(),
      }),
    },
    handle: async ({ ctx, params, origin }) => {
      const found = await findByPath(ctx, params["*"] as string);
      const shown =
        "file" in found
          ? { file: presentFile(found.file, { origin, portalId: ctx.portal.portalId }) }
          : { folder: presentFolder(found.folder) };
      return { status: 200, body: JSON.stringify({ ...shown, matchedAt: formatTime(ctx.now()) }) };
    },
  }),
];
