import { MagnifyingGlassIcon } from "@heroicons/react/24/outline";
import { Anchor, Button, Skeleton, Stack, Table, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams, useSearchParams } from "wouter";
import { type AppObjectType, recordHref, recordName, useObjectType } from "../../data/object-types.ts";
import { type Property, useProperties } from "../../data/properties.ts";
import { searchRecords } from "../../data/records.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ErrorState } from "../../parts/error-state.tsx";
import { Page } from "../../parts/page.tsx";
import { PropertyValue } from "../../parts/property-value.tsx";
import { ScrollBox } from "../../parts/scroll-box.tsx";
import { usePermissions } from "../../session/session.ts";
import { ForbiddenPage } from "../forbidden-page.tsx";
import { NotFoundPage } from "../not-found-page.tsx";
import classes from "./records-page.module.css";

const pageSize = 50;
const typingMilliseconds = 200;

/** The records of a type, those that were changed last first, found by name, number or address. */
export function RecordsPage() {
  const { objectType = "" } = useParams();
  const type = useObjectType(objectType);
  const permissions = usePermissions();
  if (type === undefined) return <NotFoundPage />;
  return permissions.canRead(type.name) ? <Records key={type.name} type={type} /> : <ForbiddenPage />;
}

function Records({ type }: { readonly type: AppObjectType }) {
  const [search, setSearch] = useSearchParams();
  const text = search.get("q") ?? "";
  const [wanted] = useDebouncedValue(text, typingMilliseconds);
  const { byName } = useProperties(type.name);
  const columns = [...type.detailProperties, "hubspot_owner_id"].flatMap((name) => byName.get(name) ?? []);
  const list = useRecords(type, wanted, columns);
  return (
    <Page title={type.plural}>
      <Stack>
        <TextInput
          className={classes.search}
          aria-label={`Find ${type.plural.toLowerCase()}`}
          placeholder={`Find ${type.plural.toLowerCase()}`}
          leftSection={<MagnifyingGlassIcon width={16} aria-hidden />}
          value={text}
          onChange={({ currentTarget: { value } }) => setSearch(value === "" ? {} : { q: value }, { replace: true })}
        />
        {list.error !== null && <ErrorState error={list.error} onRetry={list.refetch} />}
        {list.isPending && (
          <Stack gap="xs" aria-busy>
            {["1", "2", "3", "4", "5", "6"].map((key) => (
              <Skeleton key={key} h={44} />
            ))}
          </Stack>
        )}
        {list.isSuccess && list.records.length === 0 && (
          <EmptyState
            icon={type.icon}
            title={wanted === "" ? `No ${type.plural.toLowerCase()} yet` : `No ${type.plural.toLowerCase()} found`}
          >
            {wanted === "" ? "They come in by the API." : "Names, e-mail addresses and phone numbers are looked at."}
          </EmptyState>
        )}
        {list.records.length > 0 && (
          <ScrollBox label={type.plural}>
            <Table verticalSpacing="sm" highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Name</Table.Th>
                  {columns.map(({ name, label }) => (
                    <Table.Th key={name} scope="col">
                      {label}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.records.map((record) => (
                  <Table.Tr key={record.id}>
                    <Table.Td className={classes.name}>
                      <Anchor component={Link} href={recordHref(type.name, record.id)} fw={600}>
                        {recordName(type, record)}
                      </Anchor>
                    </Table.Td>
                    {columns.map((property) => (
                      <Table.Td key={property.name}>
                        <PropertyValue property={property} value={record.properties[property.name]} />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollBox>
        )}
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Show more
          </Button>
        )}
      </Stack>
    </Page>
  );
}

function useRecords(type: AppObjectType, text: string, columns: readonly Property[]) {
  const properties = [...type.nameProperties, ...columns.map(({ name }) => name)];
  const { data, ...query } = useInfiniteQuery({
    queryKey: ["list", type.name, text, properties.join(",")],
    queryFn: ({ pageParam, signal }) =>
      searchRecords(type, { text, properties, limit: pageSize, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ paging }: Awaited<ReturnType<typeof searchRecords>>) => paging?.next.after,
  });
  return { ...query, records: data?.pages.flatMap(({ results }) => results) ?? [] };
}
