import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { ScrollBox } from "../../parts/scroll-box.tsx";

type Props = {
  /** For screen readers. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Whether each row ends with buttons. */
  readonly hasActions: boolean;
  /** The rows. */
  readonly children: ReactNode;
};

/** A table of things that are set up. */
export function SettingsTable({ label, columns, hasActions, children }: Props) {
  return (
    <ScrollBox label={label}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
            {hasActions && (
              <Table.Th scope="col">
                <span className="unseen">Actions</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </ScrollBox>
  );
}
