/**
 * Association definitions of the older API that lead from or to engagements of any kind, by number: the object type of
 * the record, and which end the engagement is (contract 4.2). All its other numbers are association type ids.
 */
export const engagementDefinitions: ReadonlyMap<
  number,
  { readonly recordTypeId: string; readonly engagementIs: "from" | "to" }
> = new Map([
  [7, { recordTypeId: "0-2", engagementIs: "to" }],
  [8, { recordTypeId: "0-2", engagementIs: "from" }],
  [9, { recordTypeId: "0-1", engagementIs: "to" }],
  [10, { recordTypeId: "0-1", engagementIs: "from" }],
  [11, { recordTypeId: "0-3", engagementIs: "to" }],
  [12, { recordTypeId: "0-3", engagementIs: "from" }],
  [17, { recordTypeId: "0-5", engagementIs: "to" }],
  [18, { recordTypeId: "0-5", engagementIs: "from" }],
]);
