import { type TSchema, Type } from "typebox";

const orNull = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
const id = Type.Union([Type.String(), Type.Number(), Type.Null()]);
const ids = orNull(Type.Array(id));
const members = Type.Record(Type.String(), Type.Unknown());

/** An engagement as clients of the older API send it: what is not known is passed over. */
export const engagementBody = Type.Object({
  engagement: orNull(members),
  associations: orNull(Type.Object({ contactIds: ids, companyIds: ids, dealIds: ids, ticketIds: ids, ownerIds: ids })),
  attachments: orNull(Type.Array(Type.Union([Type.Object({ id: Type.Optional(id) }), Type.Null()]))),
  metadata: orNull(members),
});

const numbers = Type.Array(Type.Integer());

export const engagementAnswer = Type.Object({
  engagement: Type.Object({
    id: Type.Integer(),
    portalId: Type.Integer(),
    active: Type.Boolean(),
    createdAt: Type.Integer(),
    lastUpdated: Type.Integer(),
    type: Type.String(),
    timestamp: Type.Optional(Type.Integer()),
    ownerId: Type.Optional(Type.Integer()),
  }),
  associations: Type.Object({
    contactIds: numbers,
    companyIds: numbers,
    dealIds: numbers,
    ownerIds: numbers,
    workflowIds: numbers,
    ticketIds: numbers,
    contentIds: numbers,
    quoteIds: numbers,
    marketingEventIds: numbers,
  }),
  attachments: Type.Array(Type.Object({ id: Type.Integer() })),
  scheduledTasks: Type.Array(Type.Unknown()),
  metadata: members,
});

export const engagementList = Type.Object({
  results: Type.Array(engagementAnswer),
  hasMore: Type.Boolean(),
  offset: Type.Integer(),
  total: Type.Optional(Type.Integer()),
});
