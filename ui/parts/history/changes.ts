import type { Schemas } from "../../api/schema.generated.ts";
import type { Property } from "../../data/properties.ts";

type Version = Schemas["PropertyVersion"];

export type Change = {
  readonly property: Property;
  readonly version: Version;
  /** What it was before; undefined at the first value. */
  readonly former: string | undefined;
};

/** The changes of all properties, the latest first. The API gives each property's versions the latest first. */
export function changesOf(
  properties: readonly Property[],
  histories: Readonly<Record<string, readonly Version[]>>,
): readonly Change[] {
  return properties
    .flatMap((property) => {
      const versions = histories[property.name] ?? [];
      return versions.map((version, index) => ({ property, version, former: versions[index + 1]?.value }));
    })
    .filter(({ version, former }) => version.value !== (former ?? ""))
    .toSorted((a, b) => Date.parse(b.version.timestamp) - Date.parse(a.version.timestamp));
}
