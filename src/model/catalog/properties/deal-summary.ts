import type { PropertyDefinition } from "../../property.ts";
import { inGroup, readOnly } from "./shared.ts";

/** What contacts and companies say about the deals linked to them. */
export function dealSummaryProperties(groupName: string): PropertyDefinition[] {
  const define = inGroup(groupName);
  return [
    define("num_associated_deals", "Number of deals", "number", "number", "How many deals are linked.", readOnly),
    define(
      "first_deal_created_date",
      "First deal created",
      "datetime",
      "date",
      "When the first deal was made.",
      readOnly,
    ),
    define("recent_deal_amount", "Recent deal amount", "number", "number", "Amount of the last closed deal.", readOnly),
    define("recent_deal_close_date", "Recent deal closed", "datetime", "date", "When the last deal closed.", readOnly),
    define("total_revenue", "Total revenue", "number", "number", "Sum of all won deals.", readOnly),
  ];
}
