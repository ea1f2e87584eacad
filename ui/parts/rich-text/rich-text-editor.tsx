import { Alert, Button, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { FormattedEditor, type RichTextProps } from "./formatted-editor.tsx";
import { lostMarkup } from "./lost-markup.ts";

/**
 * Writes HTML: with formatting, or as it is where it holds what would be lost so. Notes that came through the API can
 * hold anything.
 */
export function RichTextEditor(props: RichTextProps) {
  const [lost, setLost] = useState(() => lostMarkup(props.value));
  if (lost.length === 0) return <FormattedEditor {...props} />;
  return <SourceEditor {...props} lost={lost} onFormat={() => setLost([])} />;
}

type SourceProps = RichTextProps & { readonly lost: readonly string[]; readonly onFormat: () => void };

function SourceEditor({ value, onChange, label, autoFocus, lost, onFormat }: SourceProps) {
  const what = new Intl.ListFormat("en").format(lost);
  return (
    <Stack gap="xs">
      <Alert color="amber" p="sm" title="Shown as HTML, so that nothing is lost">
        The editor with formatting cannot keep what this holds: {what}.
        <div>
          <Button size="compact-xs" variant="default" mt={8} onClick={onFormat}>
            Edit with formatting and lose it
          </Button>
        </div>
      </Alert>
      <Textarea
        aria-label={label}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        data-autofocus={autoFocus}
        autoFocus={autoFocus}
        autosize
        minRows={6}
        maxRows={24}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
    </Stack>
  );
}
