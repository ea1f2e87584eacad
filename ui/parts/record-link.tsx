import { Anchor } from "@mantine/core";
import { Link } from "wouter";
import { type AppObjectType, recordHref, recordName } from "../data/object-types.ts";
import type { CrmRecord } from "../data/records.ts";

type Props = { readonly type: AppObjectType; readonly record: Pick<CrmRecord, "id" | "properties"> };

/** A record's name, leading to its page. The record has been read with the type's `nameProperties`. */
export function RecordLink({ type, record }: Props) {
  return (
    <Anchor component={Link} href={recordHref(type.name, record.id)} fw={560} style={{ overflowWrap: "anywhere" }}>
      {recordName(type, record)}
    </Anchor>
  );
}
