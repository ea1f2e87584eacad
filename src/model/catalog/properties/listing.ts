import type { PropertyDefinition } from "../../property.ts";
import { chosen, inGroup, pinnedEngagementProperty, systemProperties } from "./shared.ts";

const groupName = "listing_information";
const define = inGroup(groupName);

export const listingProperties: readonly PropertyDefinition[] = [
  define("hs_name", "Listing name", "string", "text", "What the listing is called.", { required: "strict" }),
  define("hs_listing_type", "Listing type", "string", "text", "What kind of property it is.", chosen),
  define("hs_price", "Price", "number", "number", "What is asked for it."),
  define("hs_address_1", "Address", "string", "text", "Street and number."),
  define("hs_address_2", "Address line 2", "string", "text", "More of the address."),
  define("hs_city", "City", "string", "text", "City of the address."),
  define("hs_state_province", "State or province", "string", "text", "State or province of the address."),
  define("hs_zip", "Postal code", "string", "text", "Postal code of the address."),
  define("hs_neighborhood", "Neighborhood", "string", "text", "Part of the city.", chosen),
  define("hs_bedrooms", "Bedrooms", "number", "number", "How many bedrooms it has."),
  define("hs_bathrooms", "Bathrooms", "number", "number", "How many bathrooms it has."),
  define("hs_square_footage", "Square footage", "number", "number", "Its floor space.", chosen),
  define("hs_lot_size", "Lot size", "number", "number", "Size of the ground.", chosen),
  define("hs_year_built", "Year built", "number", "number", "When it was built."),
  define("hs_pipeline", "Pipeline", "string", "text", "Id of the pipeline it runs through.", chosen),
  define("hs_pipeline_stage", "Listing stage", "string", "text", "Id of the stage it is at.", chosen),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "hs_createdate", modifiedDate: "hs_lastmodifieddate" }),
];
