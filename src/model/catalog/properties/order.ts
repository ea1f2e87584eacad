import type { PropertyDefinition } from "../../property.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "order_information";
const define = inGroup(groupName);

export const orderProperties: readonly PropertyDefinition[] = [
  define("hs_order_name", "Order name", "string", "text", "What the order is called.", { required: "strict" }),
  define("hs_external_order_id", "External order ID", "string", "text", "The order's id in the store."),
  define("hs_source_store", "Source store", "string", "text", "Store that took the order."),
  define("hs_currency_code", "Currency", "string", "text", "Currency of the amounts.", chosen),
  define("hs_total_price", "Total price", "number", "number", "What the order costs in all."),
  define("hs_fulfillment_status", "Fulfillment status", "string", "text", "How far delivery has come."),
  define("hs_payment_status", "Payment status", "string", "text", "How far payment has come.", chosen),
  define("hs_processed_date", "Processed date", "datetime", "date", "When the order was placed.", chosen),
  define("hs_shipping_tracking_number", "Tracking number", "string", "text", "Number of the shipment.", chosen),
  define("hs_billing_address_street", "Billing street", "string", "text", "Street that the bill goes to."),
  define("hs_billing_address_city", "Billing city", "string", "text", "City that the bill goes to."),
  define("hs_shipping_address_street", "Shipping street", "string", "text", "Street that the goods go to."),
  define("hs_shipping_address_city", "Shipping city", "string", "text", "City that the goods go to."),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline it runs through.", chosen),
  define("hs_pipeline_stage", "Order stage", "string", "text", "Id of the stage it is at.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
