import { Type } from "typebox";

/** What `/app/session` answers. */
export const sessionAnswer = Type.Object(
  {
    portalId: Type.Integer(),
    portalName: Type.String(),
    timeZone: Type.String(),
    currency: Type.String(),
    strict: Type.Boolean(),
    token: Type.Object({ id: Type.String(), name: Type.String(), scopes: Type.Array(Type.String()) }),
    user: Type.Union([
      Type.Object({
        ownerId: Type.String(),
        userId: Type.Integer(),
        email: Type.String(),
        firstName: Type.String(),
        lastName: Type.String(),
      }),
      Type.Null(),
    ]),
    csrfToken: Type.String(),
    expiresAt: Type.Integer({ description: "Epoch milliseconds" }),
    recycleBinDays: Type.Integer(),
    version: Type.String(),
  },
  { title: "AppSession" },
);
