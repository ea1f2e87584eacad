/** What a portal says of an object type of its own (contract 6.5). Times are epoch milliseconds. */
export type ObjectSchema = {
  readonly name: string;
  /** `p<portal id>_<name>`: no other portal's type has it. */
  readonly fullyQualifiedName: string;
  readonly labels: SchemaLabels;
  readonly description: string;
  readonly primaryDisplayProperty: string | null;
  readonly secondaryDisplayProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  readonly requiredProperties: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly createdUserId: number;
  readonly updatedUserId: number;
};

export type SchemaLabels = { readonly singular: string; readonly plural: string };
