import { PaperClipIcon, TrashIcon } from "@heroicons/react/24/outline";
import { ActionIcon, Anchor, Button, Card, FileButton, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueries } from "@tanstack/react-query";
import { addressOf, call, send } from "../../api/client.ts";
import type { Schemas } from "../../api/schema.generated.ts";
import { formatBytes } from "../../formats/numbers.ts";
import { usePermissions } from "../../session/session.ts";

type Props = {
  readonly ids: readonly string[];
  /** Stores the list of attached files; without it the files are only shown. */
  readonly onChange: ((ids: readonly string[]) => Promise<unknown>) | undefined;
};

const folder = "/calls";

/** The files that belong to the call. */
export function Attachments({ ids, onChange }: Props) {
  const permissions = usePermissions();
  const canRead = permissions.has("files.read");
  const canUpload = onChange !== undefined && permissions.has("files.write");
  const files = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["file", id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call("GET /files/v3/files/{fileId}", { path: { fileId: id }, signal }),
      enabled: canRead,
      staleTime: 60_000,
      retry: false,
    })),
  });
  const upload = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const added: string[] = [];
      for (const file of chosen) added.push((await sendFile(file)).id);
      await onChange?.([...ids, ...added]);
    },
  });
  const remove = useMutation({ mutationFn: async (id: string) => onChange?.(ids.filter((each) => each !== id)) });
  if (ids.length === 0 && !canUpload) return null;
  return (
    <Card padding="md">
      <Group justify="space-between" mb={ids.length > 0 ? 8 : 0}>
        <Title order={2} fz="md">
          Attachments
        </Title>
        {canUpload && (
          <FileButton multiple onChange={(chosen) => chosen.length > 0 && upload.mutate(chosen)}>
            {(props) => (
              <Button
                {...props}
                size="xs"
                variant="default"
                leftSection={<PaperClipIcon width={15} aria-hidden />}
                loading={upload.isPending}
              >
                Attach files
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      <Stack gap={6}>
        {ids.map((id, index) => (
          <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
            <FileName id={id} file={files[index]?.data} isMissing={files[index]?.isError === true || !canRead} />
            {onChange !== undefined && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${nameOf(files[index]?.data) ?? `file ${id}`}`}
                onClick={() => remove.mutate(id)}
              >
                <TrashIcon width={15} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

type FileProps = { readonly id: string; readonly file: Schemas["File"] | undefined; readonly isMissing: boolean };

function FileName({ id, file, isMissing }: FileProps) {
  if (file === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {isMissing ? `File ${id} cannot be read` : "…"}
      </Text>
    );
  }
  const name = nameOf(file);
  return (
    <Group gap={8} style={{ minWidth: 0 }}>
      <PaperClipIcon width={15} aria-hidden />
      <Anchor
        href={addressOf("/files/v3/files/{fileId}/download", { fileId: id })}
        download={name}
        size="sm"
        style={{ overflowWrap: "anywhere" }}
      >
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {formatBytes(file.size)}
      </Text>
    </Group>
  );
}

/** The name with its extension, which the API gives apart. */
function nameOf(file: Schemas["File"] | undefined): string | undefined {
  if (!file?.extension || file.name.endsWith(`.${file.extension}`)) return file?.name;
  return `${file.name}.${file.extension}`;
}

async function sendFile(file: File): Promise<Schemas["File"]> {
  const form = new FormData();
  form.append("file", file);
  form.append("folderPath", folder);
  form.append("options", JSON.stringify({ access: "PRIVATE" }));
  return (await send("POST", "/files/v3/files", form)) as Schemas["File"];
}
