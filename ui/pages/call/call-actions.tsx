import { ClockIcon, EllipsisHorizontalIcon, TrashIcon } from "@heroicons/react/24/outline";
import { Button, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { call as ask } from "../../api/client.ts";
import { showDone } from "../../api/show-error.tsx";
import { type CrmRecord, recordKey } from "../../data/records.ts";
import { usePermissions, useSession } from "../../session/session.ts";

type Props = { readonly call: CrmRecord; readonly onHistory: () => void };

/** What can be done with the whole call. */
export function CallActions({ call, onHistory }: Props) {
  const permissions = usePermissions();
  const { recycleBinDays } = useSession();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () =>
      ask("DELETE /crm/v3/objects/{objectType}/{objectId}", { path: { objectType: "calls", objectId: call.id } }),
    onSuccess: () => {
      showDone("The call was moved to the recycling bin");
      navigate("/calls");
      client.invalidateQueries({ queryKey: ["list", "calls"] });
      client.removeQueries({ queryKey: recordKey("calls", call.id) });
    },
  });
  const confirm = () =>
    modals.openConfirmModal({
      title: "Delete this call?",
      children: `It goes to the recycling bin with its associations and history, and can be restored from there for ${recycleBinDays} days.`,
      labels: { confirm: "Delete", cancel: "Cancel" },
      confirmProps: { color: "red" },
      closeButtonProps: { "aria-label": "Close" },
      onConfirm: () => remove.mutate(),
    });
  return (
    <>
      <Button variant="default" leftSection={<ClockIcon width={16} aria-hidden />} onClick={onHistory}>
        History
      </Button>
      {permissions.canWrite("calls") && (
        <Menu position="bottom-end" shadow="md" withinPortal>
          <Menu.Target>
            <Button variant="default" px={9} aria-label="More actions">
              <EllipsisHorizontalIcon width={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<TrashIcon width={15} aria-hidden />} onClick={confirm}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
