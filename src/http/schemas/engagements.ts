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
/** Ids that are property values may be longer than JSON numbers can hold; such are text. */
const listedId = Type.Union([Type.Integer(), Type.String()]);
const listedIds = Type.Array(listedId);
const none = Type.Array(Type.Unknown(), { maxItems: 0 });

/** An engagement as answers show it: ids and times are numbers, and what is not set is left out. */
export const engagementAnswer = Type.Object({
  engagement: Type.Object({
    id: Type.Integer(),
    portalId: Type.Integer(),
    active: Type.Boolean(),
    createdAt: Type.Integer(),
    lastUpdated: Type.Integer(),
    type: Type.String(),
    ownerId: Type.Optional(listedId),
    timestamp: Type.Optional(Type.Integer()),
    uid: Type.Optional(Type.String()),
    activityType: Type.Optional(Type.String()),
    bodyPreview: Type.Optional(Type.String()),
    bodyPreviewHtml: Type.Optional(Type.String()),
    bodyPreviewIsTruncated: Type.Optional(Type.Boolean()),
    queueMembershipIds: listedIds,
    allAccessibleTeamIds: listedIds,
    source: Type.Optional(Type.String()),
    sourceId: Type.Optional(Type.String()),
    gdprDeleted: Type.Boolean(),
  }),
  associations: Type.Object({
    contactIds: numbers,
    companyIds: numbers,
    dealIds: numbers,
    ownerIds: listedIds,
    workflowIds: none,
    ticketIds: numbers,
    contentIds: none,
    quoteIds: none,
    marketingEventIds: none,
  }),
  attachments: Type.Array(Type.Object({ id: listedId })),
  scheduledTasks: none,
  metadata: members,
});

export const engagementList = Type.Object({
  results: Type.Array(engagementAnswer),
  hasMore: Type.Boolean(),
  offset: Type.Integer(),
  total: Type.Optional(Type.Integer()),
});
