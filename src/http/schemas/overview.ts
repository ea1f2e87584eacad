import { Type } from "typebox";

const nullableText = Type.Union([Type.String(), Type.Null()]);
const nullableInteger = Type.Union([Type.Integer(), Type.Null()]);
const figures = {
  calls: Type.Integer(),
  connected: Type.Integer({ description: "Calls whose outcome is Connected" }),
  talkMilliseconds: Type.Number({ description: "The durations of connected calls, added up" }),
};

/** What `/app/overview` answers. */
export const overviewAnswer = Type.Object(
  {
    timeZone: Type.String(),
    bucket: Type.Union(["hour", "day", "week", "month", "year"].map((width) => Type.Literal(width))),
    from: nullableInteger,
    to: nullableInteger,
    totals: Type.Object({
      ...figures,
      connectRate: Type.Union([Type.Number(), Type.Null()]),
      averageTalkMilliseconds: nullableInteger,
      recorded: Type.Integer(),
      voicemails: Type.Integer(),
      voicemailsWaiting: Type.Integer({ description: "Voicemails that have no outcome yet" }),
    }),
    overTime: Type.Array(Type.Object({ start: Type.Integer({ description: "Epoch milliseconds" }), ...figures })),
    byOutcome: Type.Array(Type.Object({ outcome: nullableText, label: nullableText, ...figures })),
    byOwner: Type.Array(Type.Object({ ownerId: nullableText, name: nullableText, ...figures })),
    byDirection: Type.Array(Type.Object({ direction: nullableText, ...figures })),
    byStatus: Type.Array(Type.Object({ status: nullableText, ...figures })),
  },
  { title: "CallOverview" },
);
