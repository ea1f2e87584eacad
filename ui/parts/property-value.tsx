import { Anchor, Badge, Group } from "@mantine/core";
import { kindOf, type Property } from "../data/properties.ts";
import { useSession } from "../session/session.ts";
import { OwnerName, UserName } from "./owner-name.tsx";
import { isWebAddress, optionLabel, propertyText } from "./property-text.ts";
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
