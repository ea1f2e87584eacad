import { foldText } from "../fold-text.ts";
import { accept, compareText, operand, type PropertyTypeRules } from "./property-type.ts";

/** Text is kept as it is sent: white space, mark-up and the form of phone numbers included (contract 8.1, 8.6). */
export const stringType: PropertyTypeRules = {
  parse: (raw, { definition }) => accept(definition.storedCase === "lower" ? raw.toLowerCase() : raw),
  format: (stored) => stored,
  compare: compareText,
  searchKey: foldText,
  searchOperand: (raw) => operand(foldText(raw)),
  describe: "text",
};
