import type { PropertyDefinition } from "../../property.ts";
import { optionsOf } from "../property-builder.ts";
import { dealSummaryProperties } from "./deal-summary.ts";
import {
  activitySummaryProperties,
  chosen,
  inGroup,
  leadStatuses,
  lifecycleStages,
  pinnedEngagementProperty,
  readOnly,
  systemProperties,
} from "./shared.ts";

const groupName = "companyinformation";
const define = inGroup(groupName);

const industries = `
  ACCOUNTING AIRLINES_AVIATION ALTERNATIVE_DISPUTE_RESOLUTION ALTERNATIVE_MEDICINE ANIMATION APPAREL_FASHION
  ARCHITECTURE_PLANNING ARTS_AND_CRAFTS AUTOMOTIVE AVIATION_AEROSPACE BANKING BIOTECHNOLOGY BROADCAST_MEDIA
  BUILDING_MATERIALS BUSINESS_SUPPLIES_AND_EQUIPMENT CAPITAL_MARKETS CHEMICALS CIVIC_SOCIAL_ORGANIZATION
  CIVIL_ENGINEERING COMMERCIAL_REAL_ESTATE COMPUTER_NETWORK_SECURITY COMPUTER_GAMES COMPUTER_HARDWARE
  COMPUTER_NETWORKING COMPUTER_SOFTWARE INTERNET CONSTRUCTION CONSUMER_ELECTRONICS CONSUMER_GOODS CONSUMER_SERVICES
  COSMETICS DAIRY DEFENSE_SPACE DESIGN EDUCATION_MANAGEMENT E_LEARNING ELECTRICAL_ELECTRONIC_MANUFACTURING ENTERTAINMENT
  ENVIRONMENTAL_SERVICES EVENTS_SERVICES EXECUTIVE_OFFICE FACILITIES_SERVICES FARMING FINANCIAL_SERVICES FINE_ART
  FISHERY FOOD_BEVERAGES FOOD_PRODUCTION FUND_RAISING FURNITURE GAMBLING_CASINOS GLASS_CERAMICS_CONCRETE
  GOVERNMENT_ADMINISTRATION GOVERNMENT_RELATIONS GRAPHIC_DESIGN HEALTH_WELLNESS_AND_FITNESS HIGHER_EDUCATION
  HOSPITAL_HEALTH_CARE HOSPITALITY HUMAN_RESOURCES IMPORT_AND_EXPORT INDIVIDUAL_FAMILY_SERVICES INDUSTRIAL_AUTOMATION
  INFORMATION_SERVICES INFORMATION_TECHNOLOGY_AND_SERVICES INSURANCE INTERNATIONAL_AFFAIRS
  INTERNATIONAL_TRADE_AND_DEVELOPMENT INVESTMENT_BANKING INVESTMENT_MANAGEMENT JUDICIARY LAW_ENFORCEMENT LAW_PRACTICE
  LEGAL_SERVICES LEGISLATIVE_OFFICE LEISURE_TRAVEL_TOURISM LIBRARIES LOGISTICS_AND_SUPPLY_CHAIN LUXURY_GOODS_JEWELRY
  MACHINERY MANAGEMENT_CONSULTING MARITIME MARKET_RESEARCH MARKETING_AND_ADVERTISING
  MECHANICAL_OR_INDUSTRIAL_ENGINEERING MEDIA_PRODUCTION MEDICAL_DEVICES MEDICAL_PRACTICE MENTAL_HEALTH_CARE MILITARY
  MINING_METALS MOBILE_GAMES MOTION_PICTURES_AND_FILM MUSEUMS_AND_INSTITUTIONS MUSIC NANOTECHNOLOGY NEWSPAPERS
  NON_PROFIT_ORGANIZATION_MANAGEMENT OIL_ENERGY ONLINE_MEDIA OUTSOURCING_OFFSHORING PACKAGE_FREIGHT_DELIVERY
  PACKAGING_AND_CONTAINERS PAPER_FOREST_PRODUCTS PERFORMING_ARTS PHARMACEUTICALS PHILANTHROPY PHOTOGRAPHY PLASTICS
  POLITICAL_ORGANIZATION PRIMARY_SECONDARY_EDUCATION PRINTING PROFESSIONAL_TRAINING_COACHING PROGRAM_DEVELOPMENT
  PUBLIC_POLICY PUBLIC_RELATIONS_AND_COMMUNICATIONS PUBLIC_SAFETY PUBLISHING RAILROAD_MANUFACTURE RANCHING REAL_ESTATE
  RECREATIONAL_FACILITIES_AND_SERVICES RELIGIOUS_INSTITUTIONS RENEWABLES_ENVIRONMENT RESEARCH RESTAURANTS RETAIL
  SECURITY_AND_INVESTIGATIONS SEMICONDUCTORS SHIPBUILDING SPORTING_GOODS SPORTS STAFFING_AND_RECRUITING SUPERMARKETS
  TELECOMMUNICATIONS TEXTILES THINK_TANKS TOBACCO TRANSLATION_AND_LOCALIZATION TRANSPORTATION_TRUCKING_RAILROAD
  UTILITIES VENTURE_CAPITAL_PRIVATE_EQUITY VETERINARY WAREHOUSING WHOLESALE WINE_AND_SPIRITS WIRELESS
  WRITING_AND_EDITING
`;

export const companyProperties: readonly PropertyDefinition[] = [
  define("name", "Company name", "string", "text", "Name of the company."),
  define("domain", "Company domain", "string", "text", "Domain name of the company's website."),
  define("hs_additional_domains", "Additional domains", "enumeration", "checkbox", "Further domain names.", {
    externalOptions: true,
  }),
  define("website", "Website", "string", "text", "Address of the company's website."),
  define("phone", "Phone number", "string", "phonenumber", "Main phone number."),
  define("industry", "Industry", "enumeration", "select", "Trade of the company.", {
    options: optionsOf(...industries.trim().split(/\s+/)),
  }),
  define("type", "Company type", "enumeration", "radio", "What the company is to us.", {
    options: optionsOf("PROSPECT", "PARTNER", "RESELLER", "VENDOR", "OTHER"),
  }),
  define("lifecyclestage", "Lifecycle stage", "enumeration", "radio", "How far the company has come as a customer.", {
    options: lifecycleStages,
  }),
  define("hs_lead_status", "Lead status", "enumeration", "radio", "Where sales stands with the company.", {
    options: leadStatuses,
  }),
  define("hs_ideal_customer_profile", "Customer fit", "enumeration", "radio", "How well the company fits our offer.", {
    ...chosen,
    options: optionsOf("tier_1", "tier_2", "tier_3"),
  }),
  define("hs_is_target_account", "Target account", "bool", "booleancheckbox", "Whether sales goes for the company."),
  define("description", "Description", "string", "textarea", "What the company does."),
  define("about_us", "About us", "string", "text", "How the company presents itself."),
  define("numberofemployees", "Number of employees", "number", "number", "How many people work there."),
  define("annualrevenue", "Annual revenue", "number", "number", "Revenue of one year."),
  define("total_money_raised", "Total money raised", "string", "text", "Capital raised so far."),
  define("founded_year", "Year founded", "string", "text", "Year in which the company began."),
  define("is_public", "Publicly traded", "bool", "booleancheckbox", "Whether its shares are traded in public."),
  define("address", "Street address", "string", "text", "Street and house number."),
  define("address2", "Street address 2", "string", "text", "Second line of the address."),
  define("city", "City", "string", "text", "Town or city."),
  define("state", "State or region", "string", "text", "State, province or region."),
  define("zip", "Postal code", "string", "text", "Postal or zip code."),
  define("country", "Country or region", "string", "text", "Country of the address."),
  define("timezone", "Time zone", "string", "text", "Time zone in which to call the company."),
  define("linkedin_company_page", "LinkedIn page", "string", "text", "Address of the LinkedIn page."),
  define("linkedinbio", "LinkedIn bio", "string", "text", "Self-description on LinkedIn."),
  define("facebook_company_page", "Facebook page", "string", "text", "Address of the Facebook page."),
  define("facebookfans", "Facebook followers", "number", "number", "Number of followers on Facebook."),
  define("twitterhandle", "X username", "string", "text", "Username on X, formerly Twitter."),
  define("twitterbio", "X bio", "string", "text", "Self-description on X."),
  define("twitterfollowers", "X followers", "number", "number", "Number of followers on X."),
  define("closedate", "Close date", "datetime", "date", "When the company became a customer."),
  define("hs_parent_company_id", "Parent company", "number", "number", "Record of the owning company.", readOnly),
  define("hs_num_child_companies", "Child companies", "number", "number", "How many companies it owns.", readOnly),
  define(
    "num_associated_contacts",
    "Number of contacts",
    "number",
    "number",
    "How many contacts are linked.",
    readOnly,
  ),
  define("hs_num_open_deals", "Open deals", "number", "number", "How many linked deals are open.", readOnly),
  define("first_contact_createdate", "First contact", "datetime", "date", "When the first contact was made.", readOnly),
  ...dealSummaryProperties(groupName),
  define("hs_last_logged_call_date", "Last call", "datetime", "date", "Time of the last logged call.", readOnly),
  ...activitySummaryProperties(groupName),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "createdate", modifiedDate: "hs_lastmodifieddate" }),
];
