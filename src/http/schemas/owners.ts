import { Type } from "typebox";

/** An owner in wire order (contract 6.2). */
export const ownerAnswer = Type.Object(
  {
    id: Type.String(),
    email: Type.String(),
    type: Type.String(),
    firstName: Type.String(),
    lastName: Type.String(),
    userId: Type.Optional(Type.Integer()),
    userIdIncludingInactive: Type.Integer(),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    archived: Type.Boolean(),
    teams: Type.Optional(Type.Array(Type.Object({ id: Type.String(), name: Type.String(), primary: Type.Boolean() }))),
  },
  { title: "Owner" },
);
