import type { AssociationType } from "../association-type.ts";

type End = { readonly typeId: string; readonly name: string };

/** The two type ids of a link: from the first end to the second, and back. */
type IdPair = readonly [there: number, back: number];

const call: End = { typeId: "0-48", name: "call" };
const contact: End = { typeId: "0-1", name: "contact" };
const company: End = { typeId: "0-2", name: "company" };
const deal: End = { typeId: "0-3", name: "deal" };
const ticket: End = { typeId: "0-5", name: "ticket" };
const note: End = { typeId: "0-46", name: "note" };
const task: End = { typeId: "0-27", name: "task" };
// The one name that is not regular (contract 4.2).
const meeting: End = { typeId: "0-47", name: "meeting_event" };
const email: End = { typeId: "0-49", name: "email" };
const feedbackSubmission: End = { typeId: "0-19", name: "feedback_submission" };

/** Type ids: contract 4.1 and 4.2; those it does not have: the official SDK's `AssociationTypes`. */
export const associationTypes: readonly AssociationType[] = [
  ...link(call, contact, [194, 193]),
  ...link(call, company, [182, 181]),
  ...link(call, deal, [206, 205]),
  ...link(call, ticket, [220, 219]),
  ...link(call, { typeId: "0-136", name: "lead" }, [597, 596]),
  ...link(call, { typeId: "0-421", name: "appointment" }, [913, 912]),
  ...link(call, { typeId: "0-410", name: "course" }, [867, 866]),
  ...link(call, { typeId: "0-420", name: "listing" }, [891, 890]),
  ...link(call, { typeId: "0-162", name: "service" }, [841, 840]),
  ...link(call, { typeId: "0-123", name: "order" }, [773, 772]),
  ...link(call, { typeId: "0-970", name: "project" }, [1258, 1257]),
  ...link(call, feedbackSubmission, [1156, 1155]),
  ...linkActivity(email, { contact: [198, 197], company: [186, 185], deal: [210, 209], ticket: [224, 223] }),
  ...linkActivity(meeting, { contact: [200, 199], company: [188, 187], deal: [212, 211], ticket: [226, 225] }),
  ...linkActivity(note, { contact: [202, 201], company: [190, 189], deal: [214, 213], ticket: [228, 227] }),
  ...linkActivity(task, { contact: [204, 203], company: [192, 191], deal: [216, 215], ticket: [230, 229] }),
  ...linkWithPrimary(contact, company, { unlabelled: [279, 280], primary: [1, 2] }),
  ...linkWithPrimary(company, deal, { unlabelled: [342, 341], primary: [6, 5] }),
  ...linkWithPrimary(company, ticket, { unlabelled: [340, 339], primary: [25, 26] }),
  ...link(contact, deal, [4, 3]),
  ...link(contact, ticket, [15, 16]),
  ...link(deal, ticket, [27, 28]),
  symmetric(contact, 449),
  symmetric(company, 450),
  symmetric(deal, 451),
  symmetric(ticket, 452),
  ...link(contact, feedbackSubmission, [97, 98]),
  ...link(ticket, feedbackSubmission, [99, 100]),
  // A label says what the record at the far end is.
  {
    ...direction(company, company, [13, 14]),
    name: "parent_to_child_company",
    label: "Child Company",
    isDefault: false,
  },
  {
    ...direction(company, company, [14, 13]),
    name: "child_to_parent_company",
    label: "Parent Company",
    isDefault: false,
  },
];

/** One unlabelled type each way: the only one of the pair, with the plain name. */
function link(one: End, other: End, [there, back]: IdPair): AssociationType[] {
  return [direction(one, other, [there, back]), direction(other, one, [back, there])];
}

/** An activity with each kind of record that has a timeline. */
function linkActivity(
  activity: End,
  ids: { readonly contact: IdPair; readonly company: IdPair; readonly deal: IdPair; readonly ticket: IdPair },
): AssociationType[] {
  return [
    ...link(activity, contact, ids.contact),
    ...link(activity, company, ids.company),
    ...link(activity, deal, ids.deal),
    ...link(activity, ticket, ids.ticket),
  ];
}

/**
 * The pairs with a primary company: there the primary type has the plain v3 name, and the unlabelled one a suffix. A
 * record has one primary company; a company is that of many.
 */
function linkWithPrimary(
  one: End,
  other: End,
  ids: { readonly unlabelled: IdPair; readonly primary: IdPair },
): AssociationType[] {
  const unlabelled = link(one, other, ids.unlabelled).map((type) => ({ ...type, name: `${type.name}_unlabeled` }));
  const primary = link(one, other, ids.primary).map((type) => ({
    ...type,
    label: "Primary",
    isDefault: false,
    ...(type.toTypeId === company.typeId ? { isExclusive: true } : {}),
  }));
  return [...unlabelled, ...primary];
}

/** A link within one object type that is the same from both sides. */
function symmetric(end: End, id: number): AssociationType {
  return direction(end, end, [id, id]);
}

function direction(from: End, to: End, [id, inverseId]: IdPair): AssociationType {
  return {
    id,
    category: "HUBSPOT_DEFINED",
    fromTypeId: from.typeId,
    toTypeId: to.typeId,
    name: `${from.name}_to_${to.name}`,
    label: null,
    inverseId,
    isDefault: true,
  };
}
