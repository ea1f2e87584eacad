import { Anchor, Badge, Group } from "@mantine/core";
import { kindOf, type Property } from "../data/properties.ts";
import { formatDateTime, formatPlainDate } from "../formats/dates.ts";
import { formatDurationWords, formatMoney, formatNumber } from "../formats/numbers.ts";
import { useSession } from "../session/session.ts";
import { OwnerName, UserName } from "./owner-name.tsx";
import { SafeHtml } from "./safe-html.tsx";

type Props = { readonly property: Property; readonly value: string | null | undefined };

/** A property's value as a person reads it; nothing where it is unset. */
export function PropertyValue({ property, value }: Props) {
  const { currency } = useSession();
  if (value === null || value === undefined || value === "") return null;
  const kind = kindOf(property);
  switch (kind) {
    case "owner":
      return <OwnerName ownerId={value} />;
    case "user":
      return <UserName userId={value} />;
    case "owners":
      return (
        <Group gap="xs">
          {value.split(";").map((id) => (
            <OwnerName key={id} ownerId={id} />
          ))}
        </Group>
      );
    case "multi":
      return (
        <Group gap={4}>
          {value.split(";").map((each) => (
            <Badge key={each} color="gray">
              {optionLabel(property, each)}
            </Badge>
          ))}
        </Group>
      );
    case "html":
      return <SafeHtml html={value} />;
    case "email":
      return <Anchor href={`mailto:${value}`}>{value}</Anchor>;
    case "phone":
      return (
        <Anchor href={`tel:${value.replace(/[^\d+*#]/g, "")}`} className="tabular">
          {value}
        </Anchor>
      );
    case "url":
      return isWebAddress(value) ? (
        <Anchor href={value} target="_blank" rel="noopener noreferrer">
          {value}
        </Anchor>
      ) : (
        value
      );
    default:
      return propertyText(property, value, currency);
  }
}

/** The same as plain text, for titles, history and whatever takes no markup. Owners stay ids. */
export function propertyText(property: Property, value: string, currency = "USD"): string {
  const kind = kindOf(property);
  if (value === "") return "";
  if (kind === "datetime") return formatDateTime(value);
  if (kind === "date") return formatPlainDate(value);
  if (kind === "bool") return value === "true" ? "Yes" : "No";
  if (kind === "select") return optionLabel(property, value);
  if (kind === "multi")
    return value
      .split(";")
      .map((each) => optionLabel(property, each))
      .join(", ");
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  if (kind === "duration") return formatDurationWords(number);
  if (kind === "money") return formatMoney(number, currency);
  // Ids are numbers too, and nobody wants them with separators.
  if (kind === "number") return /id$/i.test(property.name) ? value : formatNumber(number);
  return value;
}

/** The label of an option; the value where the option is gone. */
export function optionLabel({ options }: Property, value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

/** True for http and https only: other schemes can run code. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
