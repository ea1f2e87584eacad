import { Type } from "typebox";
import { paging } from "./objects.ts";

const nullableText = Type.Union([Type.String(), Type.Null()]);

export const exchange = Type.Object(
  {
    id: Type.String({ description: "The correlation id" }),
    sequence: Type.Integer({ description: "Grows with each request" }),
    at: Type.Integer({ description: "Epoch milliseconds" }),
    method: Type.String(),
    path: Type.String(),
    query: Type.String({ description: "Without its question mark" }),
    route: nullableText,
    status: Type.Integer(),
    milliseconds: Type.Number(),
    requestBytes: Type.Integer(),
    responseBytes: Type.Integer(),
    userAgent: nullableText,
    appId: Type.Union([Type.Integer(), Type.Null()]),
    byApp: Type.Boolean({ description: "Whether the web app asked" }),
  },
  { title: "LoggedRequest" },
);

const body = Type.Object({
  contentType: nullableText,
  body: nullableText,
  cut: Type.Boolean({ description: "Whether only the beginning is here" }),
});

export const wholeExchange = Type.Object(
  { ...exchange.properties, request: body, response: body },
  { title: "LoggedRequestWithBodies" },
);

export const exchangeList = Type.Object(
  { results: Type.Array(exchange), paging: Type.Optional(paging) },
  { title: "LoggedRequestPage" },
);
