import { Accordion, Card, SimpleGrid } from "@mantine/core";
import type { Property } from "../../data/properties.ts";
import type { Values } from "../../data/records.ts";
import { PropertyField } from "../../parts/property-field.tsx";
import { groupProperties } from "./property-groups.ts";

type Props = {
  readonly all: readonly Property[];
  readonly values: Values;
  readonly onSave: ((property: Property) => (value: string) => Promise<unknown>) | undefined;
  readonly onHistory: (property: Property) => void;
};

/** Every other property of the call, in groups that open. */
export function MoreProperties({ all, values, onSave, onHistory }: Props) {
  return (
    <Card padding={0}>
      <Accordion multiple order={2} chevronSize={16}>
        {groupProperties(all).map(({ title, properties }) => {
          const set = properties.filter(({ name }) => values[name]).length;
          return (
            <Accordion.Item key={title} value={title.toLowerCase().replaceAll(" ", "-")}>
              <Accordion.Control fz="sm">
                {title} <span style={{ color: "var(--mantine-color-dimmed)" }}>· {set} set</span>
              </Accordion.Control>
              <Accordion.Panel>
                <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg" verticalSpacing={2}>
                  {properties.map((property) => (
                    <PropertyField
                      key={property.name}
                      property={property}
                      value={values[property.name]}
                      onSave={onSave?.(property)}
                      onHistory={() => onHistory(property)}
                    />
                  ))}
                </SimpleGrid>
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
    </Card>
  );
}
