import type { PropertyDefinition, PropertyOption } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import {
  activitySummaryProperties,
  chosen,
  inGroup,
  pinnedEngagementProperty,
  readOnly,
  systemProperties,
} from "./shared.ts";

const groupName = "dealinformation";
const define = inGroup(groupName);
const computed = { readOnly: true, calculated: true } as const;

const forecastCategories: readonly PropertyOption[] = [
  { value: "OMIT", label: "Not in the forecast" },
  { value: "PIPELINE", label: "Pipeline" },
  { value: "BEST_CASE", label: "Best case" },
  { value: "COMMIT", label: "Commit" },
  { value: "CLOSED", label: "Closed won" },
];

/** The circulating currencies of ISO 4217. */
const currencyCodes = `
  AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
  CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
  ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
  MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
  SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND
  VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
`;

const currencyNames = new Intl.DisplayNames("en", { type: "currency" });

const currencies: readonly PropertyOption[] = currencyCodes
  .trim()
  .split(/\s+/)
  .map((value) => ({ value, label: `${currencyNames.of(value) ?? value} (${value})` }));

export const dealProperties: readonly PropertyDefinition[] = [
  define("dealname", "Deal name", "string", "text", "Name of the deal.", { required: "strict" }),
  define("amount", "Amount", "number", "number", "Value of the deal in its currency."),
  define("deal_currency_code", "Currency", "enumeration", "select", "Currency of the amount.", {
    ...chosen,
    options: currencies,
  }),
  define("closedate", "Close date", "datetime", "date", "When the deal closed or is to close."),
  define("pipeline", "Pipeline", "enumeration", "select", "Pipeline the deal runs through.", {
    optionSource: "pipelines",
    optionSourceType: "0-3",
    defaultValue: "default",
  }),
  define("dealstage", "Deal stage", "enumeration", "radio", "Where in the pipeline the deal stands.", {
    optionSource: "stages",
    optionSourceType: "0-3",
    required: "strict",
    defaultValue: "appointmentscheduled",
  }),
  define("dealtype", "Deal type", "enumeration", "radio", "New or returning customer.", {
    options: [
      { value: "newbusiness", label: "New business" },
      { value: "existingbusiness", label: "Existing business" },
    ],
  }),
  define("hs_priority", "Priority", "enumeration", "select", "How urgent the deal is.", {
    options: optionsOf("low", "medium", "high"),
  }),
  define("description", "Deal description", "string", "textarea", "What the deal is about."),
  define("hs_next_step", "Next step", "string", "textarea", "What is to be done next."),
  define("closed_won_reason", "Reason won", "string", "textarea", "Why the deal was won."),
  define("closed_lost_reason", "Reason lost", "string", "textarea", "Why the deal was lost."),
  define(
    "hs_all_collaborator_owner_ids",
    "Collaborators",
    "enumeration",
    "checkbox",
    "Owners who help with the deal.",
    {
      externalOptions: true,
    },
  ),
  define("hs_manual_forecast_category", "Forecast category", "enumeration", "select", "How sure the deal is.", {
    options: forecastCategories,
  }),
  define("hs_forecast_amount", "Forecast amount", "number", "number", "Amount to count in the forecast."),
  define("hs_forecast_probability", "Forecast probability", "number", "number", "Own guess of the chance, 0 to 1."),
  define("hs_deal_stage_probability", "Deal probability", "number", "number", "Chance of the stage, 0 to 1.", readOnly),
  define("hs_is_closed", "Is closed", "bool", "calculation_equation", "Whether the deal is won or lost.", computed),
  define("hs_is_closed_won", "Is won", "bool", "calculation_equation", "Whether the deal is won.", computed),
  define("hs_is_closed_lost", "Is lost", "bool", "calculation_equation", "Whether the deal is lost.", computed),
  define(
    "amount_in_home_currency",
    "Amount in company currency",
    "number",
    "calculation_equation",
    "The amount in the account's own currency.",
    computed,
  ),
  define("hs_exchange_rate", "Exchange rate", "number", "number", "Rate to the account's own currency.", readOnly),
  define("hs_projected_amount", "Weighted amount", "number", "calculation_equation", "Amount times chance.", computed),
  define("hs_closed_amount", "Closed amount", "number", "calculation_equation", "Amount once won.", computed),
  define("days_to_close", "Days to close", "number", "calculation_equation", "Days from create to close.", computed),
  define("hs_acv", "Annual contract value", "number", "number", "Worth of the contract per year."),
  define("hs_tcv", "Total contract value", "number", "number", "Worth of the whole contract."),
  define("hs_arr", "Annual recurring revenue", "number", "number", "Revenue that recurs each year."),
  define("hs_mrr", "Monthly recurring revenue", "number", "number", "Revenue that recurs each month."),
  define(
    "num_associated_contacts",
    "Number of contacts",
    "number",
    "number",
    "How many contacts are linked.",
    readOnly,
  ),
  ...activitySummaryProperties(groupName),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "createdate", modifiedDate: "hs_lastmodifieddate" }),
];
