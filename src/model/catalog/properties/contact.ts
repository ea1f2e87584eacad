import type { PropertyDefinition, PropertyOption } from "../../property.ts";
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

const groupName = "contactinformation";
const define = inGroup(groupName);

const headcounts: readonly PropertyOption[] = ["1-5", "5-25", "25-50", "50-100", "100-500", "500-1000", "1000+"].map(
  (value) => ({ value, label: value }),
);

const languageCodes = `
  af ar ar-ae ar-eg ar-ma ar-sa az be bg bn bs ca cs cy da de de-at de-ch de-de el en en-au en-ca en-gb en-hk en-ie
  en-in en-my en-nz en-ph en-sg en-us en-za es es-ar es-cl es-co es-cr es-es es-mx es-pe es-us es-uy es-ve et eu fa fi
  fil fr fr-be fr-ca fr-ch fr-fr ga gl gu he hi hr hu hy id is it it-ch it-it ja ka kk km kn ko lb lo lt lv mk ml mn mr
  ms mt my nb ne nl nl-be nl-nl nn no pa pl pt pt-br pt-pt ro ru si sk sl sq sr sv sv-fi sw ta te th tl tr uk ur uz vi
  zh zh-cn zh-hk zh-sg zh-tw zu
`;

const languageNames = new Intl.DisplayNames("en", { type: "language" });

const languages: readonly PropertyOption[] = words(languageCodes).map((value) => ({
  value,
  label: languageNames.of(value) ?? value,
}));

/** Zone names that the tz database keeps only as links, and that HubSpot's clients nevertheless send. */
const linkedZones = `
  Canada/Atlantic Canada/Central Canada/Eastern Canada/Mountain Canada/Newfoundland Canada/Pacific Etc/UTC GMT US/Alaska
  US/Arizona US/Central US/Eastern US/Hawaii US/Mountain US/Pacific UTC
`;

/** HubSpot's spelling of a zone: `America/New_York` is `america_slash_new_york`. */
const timeZones: readonly PropertyOption[] = [
  ...new Set([...Intl.supportedValuesOf("timeZone"), ...words(linkedZones)]),
].map((zone) => ({
  value: zone.toLowerCase().replaceAll("/", "_slash_").replaceAll("-", "_hyphen_"),
  label: zone.replaceAll("_", " "),
}));

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

export const contactProperties: readonly PropertyDefinition[] = [
  define("email", "E-mail", "string", "text", "Main e-mail address; no two contacts share one.", {
    rule: "email",
    storedCase: "lower",
    hasUniqueValue: true,
  }),
  define(
    "hs_additional_emails",
    "Additional e-mail addresses",
    "enumeration",
    "select",
    "Further addresses, joined by `;`.",
    {
      externalOptions: true,
      storedCase: "lower",
    },
  ),
  define("work_email", "Work e-mail", "string", "text", "E-mail address at work.", { rule: "email" }),
  define("hs_email_domain", "E-mail domain", "string", "text", "Part of the e-mail address after the @.", readOnly),
  define("hs_email_optout", "Wants no e-mail", "bool", "booleancheckbox", "Whether the contact opted out of e-mail."),
  define("salutation", "Salutation", "string", "text", "Title before the name."),
  define("firstname", "First name", "string", "text", "Given name."),
  define("lastname", "Last name", "string", "text", "Family name."),
  define("jobtitle", "Job title", "string", "text", "Position at the company."),
  define("job_function", "Job function", "string", "text", "Field of work."),
  define("seniority", "Seniority", "string", "text", "Rank at the company."),
  define("company", "Company name", "string", "text", "Company as the contact gave it."),
  define("associatedcompanyid", "Primary company ID", "number", "number", "Id of the main company's record."),
  define("phone", "Phone number", "string", "phonenumber", "Main phone number."),
  define("mobilephone", "Mobile phone number", "string", "phonenumber", "Mobile phone number."),
  define("fax", "Fax number", "string", "phonenumber", "Fax number."),
  define("hs_whatsapp_phone_number", "WhatsApp number", "string", "phonenumber", "Phone number used with WhatsApp."),
  define("website", "Website", "string", "text", "Address of the contact's website."),
  define("address", "Street address", "string", "text", "Street and house number."),
  define("city", "City", "string", "text", "Town or city."),
  define("state", "State or region", "string", "text", "State, province or region."),
  define("zip", "Postal code", "string", "text", "Postal or zip code."),
  define("country", "Country or region", "string", "text", "Country of the address."),
  define("hs_language", "Preferred language", "enumeration", "select", "Language to address the contact in.", {
    ...chosen,
    options: languages,
  }),
  define("hs_timezone", "Time zone", "enumeration", "select", "Time zone in which to call the contact.", {
    ...chosen,
    options: timeZones,
  }),
  define("lifecyclestage", "Lifecycle stage", "enumeration", "radio", "How far the contact has come as a customer.", {
    options: lifecycleStages,
  }),
  define("hs_lead_status", "Lead status", "enumeration", "radio", "Where sales stands with the contact.", {
    options: leadStatuses,
  }),
  define("hs_buying_role", "Buying role", "enumeration", "checkbox", "Parts the contact plays in buying.", {
    options: optionsOf(
      "BLOCKER",
      "BUDGET_HOLDER",
      "CHAMPION",
      "DECISION_MAKER",
      "END_USER",
      "EXECUTIVE_SPONSOR",
      "INFLUENCER",
      "LEGAL_AND_COMPLIANCE",
      "OTHER",
    ),
  }),
  define("industry", "Industry", "string", "text", "Trade of the contact's company."),
  define("annualrevenue", "Annual revenue", "string", "text", "Yearly revenue of the contact's company."),
  define("numemployees", "Number of employees", "enumeration", "select", "Size of the contact's company.", {
    ...chosen,
    options: headcounts,
  }),
  define("company_size", "Company size", "string", "text", "Size of the company in the contact's words."),
  define("message", "Message", "string", "textarea", "What the contact wrote."),
  define("date_of_birth", "Date of birth", "string", "text", "Birthday in any notation."),
  define("gender", "Gender", "string", "text", "Gender as the contact gave it."),
  define("marital_status", "Marital status", "string", "text", "Married, single and so on."),
  define("relationship_status", "Relationship status", "string", "text", "Relationship as the contact gave it."),
  define("military_status", "Military status", "string", "text", "Service in the armed forces."),
  define("school", "School", "string", "text", "School or university."),
  define("degree", "Degree", "string", "text", "Academic degree."),
  define("field_of_study", "Field of study", "string", "text", "Subject studied."),
  define("graduation_date", "Graduation date", "string", "text", "End of studies in any notation."),
  define("start_date", "Start date", "string", "text", "Start in the present job in any notation."),
  define("twitterhandle", "X username", "string", "text", "Username on X, formerly Twitter."),
  define("twitterbio", "X bio", "string", "text", "Self-description on X."),
  define("followercount", "X followers", "number", "number", "Number of followers on X."),
  define("hs_linkedin_url", "LinkedIn URL", "string", "text", "Address of the LinkedIn profile."),
  define("linkedinbio", "LinkedIn bio", "string", "text", "Self-description on LinkedIn."),
  define("linkedinconnections", "LinkedIn connections", "number", "number", "Number of connections on LinkedIn."),
  define("photo", "Photo", "string", "text", "Address of a picture."),
  define("closedate", "Close date", "datetime", "date", "When the contact became a customer."),
  ...dealSummaryProperties(groupName),
  ...activitySummaryProperties(groupName),
  pinnedEngagementProperty(groupName),
  ...systemProperties(groupName, { createDate: "createdate", modifiedDate: "lastmodifieddate" }),
];
