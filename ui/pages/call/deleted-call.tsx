import { PhoneXMarkIcon } from "@heroicons/react/24/outline";
import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { call as ask } from "../../api/client.ts";
import { recordKey } from "../../data/records.ts";
import { formatDateTime } from "../../formats/dates.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { PageLoading } from "../../parts/page-loading.tsx";
import { usePermissions } from "../../session/session.ts";

/** In place of a call that is not there: in the recycling bin, or gone. */
export function DeletedCall({ id }: { readonly id: string }) {
  const client = useQueryClient();
  const permissions = usePermissions();
  const path = { objectType: "calls", objectId: id };
  const { data: deleted, isPending } = useQuery({
    queryKey: ["deleted", "calls", id],
    queryFn: ({ signal }) =>
      ask("GET /crm/v3/objects/{objectType}/{objectId}", { path, query: { archived: true }, signal }),
    retry: false,
  });
  const restore = useMutation({
    mutationFn: () => ask("POST /crm/v3/objects/{objectType}/{objectId}/restore", { path }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ["list", "calls"] });
      client.invalidateQueries({ queryKey: recordKey("calls", id) });
    },
  });
  if (isPending) return <PageLoading />;
  return (
    <Page title="Call" parent={{ label: "Calls", href: "/calls" }}>
      <EmptyState
        icon={PhoneXMarkIcon}
        title={deleted ? "This call is in the recycling bin" : "This call is not here"}
        action={
          <Group gap="xs">
            {deleted && permissions.canWrite("calls") && (
              <Button onClick={() => restore.mutate()} loading={restore.isPending}>
                Restore it
              </Button>
            )}
            <Button component={Link} href="/calls" variant="default">
              All calls
            </Button>
          </Group>
        }
      >
        {deleted
          ? `It was deleted on ${formatDateTime(deleted.archivedAt)}.`
          : "It was deleted for good, or never was."}
      </EmptyState>
    </Page>
  );
}
