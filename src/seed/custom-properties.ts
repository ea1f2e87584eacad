import type { NewDefinition } from "../domain/properties/change-definitions.ts";
import type { Random } from "./random.ts";

const campaigns = ["spring_launch", "webinar", "trade_fair", "partner_referral", "win_back", "cold_list"] as const;
const products = ["starter", "team", "enterprise", "analytics", "telephony"] as const;

const groupName = "call";

/** The portal's own properties of calls that a data set has values for. */
export const customCallProperties: readonly NewDefinition[] = [
  {
    name: "seed_campaign",
    label: "Campaign",
    description: "Campaign that the call belongs to.",
    type: "enumeration",
    fieldType: "select",
    groupName,
    options: campaigns.map((value, index) => ({ label: labelOf(value), value, displayOrder: index })),
  },
  {
    name: "seed_products",
    label: "Products discussed",
    description: "Products that were talked about.",
    type: "enumeration",
    fieldType: "checkbox",
    groupName,
    options: products.map((value, index) => ({ label: labelOf(value), value, displayOrder: index })),
  },
  {
    name: "seed_sentiment",
    label: "Sentiment",
    description: "How the talk went, from 0 to 100.",
    type: "number",
    fieldType: "number",
    groupName,
  },
  {
    name: "seed_line",
    label: "Line",
    description: "Telephone line that carried the call; rarely unset.",
    type: "string",
    fieldType: "text",
    groupName,
  },
];

/** A call's values of these properties. */
export function customValuesOf(random: Random, kind: "talk" | "voicemail" | "unreached"): Record<string, string> {
  const values: Record<string, string> = {};
  if (random.chance(0.62))
    values.seed_campaign = campaigns[Math.floor(campaigns.length * random.next() ** 2)] as string;
  if (random.chance(0.995)) values.seed_line = `line-${random.integer(1, 24)}`;
  if (kind !== "talk") return values;
  values.seed_sentiment = String(Math.min(100, Math.round(100 * random.next() ** 0.6)));
  const discussed = products.filter(() => random.chance(0.3));
  if (discussed.length > 0) values.seed_products = discussed.join(";");
  return values;
}

function labelOf(value: string): string {
  const words = value.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
