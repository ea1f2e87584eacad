import { Button, Group, Kbd, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { getHotkeyHandler } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useRef, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { messageOf } from "../../api/api-error.ts";
import { showDone } from "../../api/show-error.tsx";
import { useOutcomes } from "../../data/call-choices.ts";
import { recordHref, recordName, useObjectTypes } from "../../data/object-types.ts";
import { ownerName, useOwners } from "../../data/owners.ts";
import { recordKey, useRecord } from "../../data/records.ts";
import { DurationInput } from "../../parts/duration-input.tsx";
import { MomentInput } from "../../parts/moment-input.tsx";
import { Page } from "../../parts/page.tsx";
import { PageLoading } from "../../parts/page-loading.tsx";
import { RecordPicker } from "../../parts/record-picker.tsx";
import { usePermissions, useSession } from "../../session/session.ts";
import { type CallDraft, type Companion, logCall } from "./call-draft.ts";
import { DealsField } from "./deals-field.tsx";
import classes from "./log-call-page.module.css";

const RichTextEditor = lazy(async () => ({
  default: (await import("../../parts/rich-text/rich-text-editor.tsx")).RichTextEditor,
}));

/** Logs a call: with whom, how it went, what was said. The record can be named in the address. */
export function LogCallPage() {
  const [search] = useSearchParams();
  const types = useCompanionTypes();
  const objectType = search.get("objectType") ?? "";
  const id = search.get("objectId") ?? "";
  const type = types.find(({ name }) => name === objectType);
  const names = type === undefined ? [] : [...type.nameProperties, ...type.detailProperties];
  const record = useRecord(objectType, id, names, type !== undefined && id !== "");
  if (type !== undefined && record.isLoading) return <PageLoading />;
  const companion = type && record.data && { type, record: record.data };
  return <LogCallForm key={companion?.record.id ?? ""} given={companion} />;
}

function useCompanionTypes() {
  const permissions = usePermissions();
  return useObjectTypes().filter(({ name, isActivity }) => !isActivity && permissions.canRead(name));
}

function LogCallForm({ given }: { readonly given: Companion | undefined }) {
  const session = useSession();
  const permissions = usePermissions();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const types = useCompanionTypes();
  const { active } = useOwners();
  const outcomes = useOutcomes().filter(({ deleted }) => !deleted);
  const [type, setType] = useState(given?.type ?? types[0]);
  const [draft, setDraft] = useState<CallDraft>({
    companion: given,
    deals: [],
    outcome: "",
    direction: "OUTBOUND",
    duration: "",
    at: Date.now(),
    title: "",
    notes: "",
    ownerId: session.user?.ownerId ?? "",
  });
  const logsAnother = useRef(false);
  const change = (changed: Partial<CallDraft>) => setDraft((former) => ({ ...former, ...changed }));
  const name = draft.companion && recordName(draft.companion.type, draft.companion.record);
  const standardTitle = name === undefined ? "Call" : `Call with ${name}`;
  const save = useMutation({
    mutationFn: () => logCall({ ...draft, title: draft.title.trim() || standardTitle }),
    meta: { showsOwnErrors: true },
    onSuccess: (record) => {
      showDone("The call is logged");
      client.invalidateQueries({ queryKey: ["list", "calls"] });
      const { companion } = draft;
      if (companion) client.invalidateQueries({ queryKey: recordKey(companion.type.name, companion.record.id) });
      if (logsAnother.current)
        setDraft({
          ...draft,
          companion: undefined,
          deals: [],
          outcome: "",
          duration: "",
          title: "",
          notes: "",
          at: Date.now(),
        });
      else if (companion) navigate(recordHref(companion.type.name, companion.record.id));
      else navigate(recordHref("calls", record.id));
    },
  });
  const submit = (another: boolean) => {
    if (save.isPending) return;
    logsAnother.current = another;
    save.mutate();
  };
  const hotkeys = getHotkeyHandler([
    ["mod+Enter", () => submit(false)],
    ["mod+shift+Enter", () => submit(true)],
  ]);
  return (
    <Page title="Log a call">
      <form
        className={`surface ${classes.form}`}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit(false);
        }}
        onKeyDown={(event) => {
          hotkeys(event);
          // It picks what is marked in a list; where nothing is marked yet, it must not log a call without it.
          if (event.key === "Enter" && choosesFromList(event.target)) event.preventDefault();
        }}
      >
        <Stack gap="md">
          {type !== undefined && (
            <div className={classes.companion}>
              <Select
                label="With a"
                data={types.map(({ name: value, singular: label }) => ({ value, label }))}
                value={type.name}
                onChange={(chosen) => {
                  setType(types.find(({ name: each }) => each === chosen) ?? type);
                  change({ companion: undefined });
                }}
                allowDeselect={false}
              />
              <RecordPicker
                key={type.name}
                label={type.singular}
                type={type}
                value={draft.companion?.record}
                onChange={(record) => change({ companion: record && { type, record } })}
                autoFocus={given === undefined}
              />
            </div>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label="Outcome"
              placeholder="How did it go?"
              data={outcomes.map(({ id: value, label }) => ({ value, label }))}
              value={draft.outcome || null}
              onChange={(outcome) => change({ outcome: outcome ?? "" })}
              searchable
              clearable
              openOnFocus={false}
              autoFocus={given !== undefined}
            />
            <div>
              <Text component="span" size="sm" fw={600} id="direction-label">
                Direction
              </Text>
              <SegmentedControl
                fullWidth
                aria-labelledby="direction-label"
                data={[
                  { value: "OUTBOUND", label: "Outbound" },
                  { value: "INBOUND", label: "Inbound" },
                ]}
                value={draft.direction}
                onChange={(direction) => change({ direction })}
              />
            </div>
            <DurationInput label="Duration" value={draft.duration} onChange={(duration) => change({ duration })} />
            <MomentInput label="When" value={draft.at} onChange={(at) => change({ at: at ?? Date.now() })} required />
          </SimpleGrid>
          <div className={classes.notes}>
            <Text component="span" size="sm" fw={600}>
              Notes
            </Text>
            <Suspense fallback={<PageLoading />}>
              <RichTextEditor
                key={save.data?.id}
                value={draft.notes}
                onChange={(notes) => change({ notes })}
                label="Notes"
              />
            </Suspense>
          </div>
          {permissions.canRead("deals") && draft.companion?.type.name !== "deals" && (
            <DealsField companion={draft.companion} value={draft.deals} onChange={(deals) => change({ deals })} />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="Title"
              placeholder={standardTitle}
              value={draft.title}
              onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            />
            <Select
              label="Owner"
              data={active.map((owner) => ({ value: owner.id, label: ownerName(owner) }))}
              value={draft.ownerId || null}
              onChange={(ownerId) => change({ ownerId: ownerId ?? "" })}
              searchable
              clearable
            />
          </SimpleGrid>
          {save.isError && (
            <Text c="var(--mantine-color-error)" role="alert">
              {messageOf(save.error)}
            </Text>
          )}
          <Group justify="space-between">
            <Text size="sm" c="dimmed" visibleFrom="xs">
              <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> logs it
            </Text>
            <Group>
              <Button variant="default" onClick={() => submit(true)} disabled={save.isPending}>
                Log and start another
              </Button>
              <Button type="submit" loading={save.isPending}>
                Log the call
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

function choosesFromList(field: EventTarget): boolean {
  return field instanceof HTMLElement && field.getAttribute("aria-haspopup") === "listbox";
}
