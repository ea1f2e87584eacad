import "@mantine/tiptap/styles.css";
import { RichTextEditor as Editor } from "@mantine/tiptap";
import { useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import classes from "../safe-html.module.css";
import { cleanHtml } from "../safe-html.tsx";

export type RichTextProps = {
  /** HTML; cleaned before it is shown. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** For screen readers. */
  readonly label: string;
  readonly autoFocus?: boolean;
};

/** Writes HTML: bold, italic, lists, quotes, links. */
export function FormattedEditor({ value, onChange, label, autoFocus = false }: RichTextProps) {
  const editor = useEditor({
    extensions: [StarterKit.configure({ link: { openOnClick: false, protocols: ["http", "https", "mailto", "tel"] } })],
    content: cleanHtml(value),
    autofocus: autoFocus ? "end" : false,
    editorProps: { attributes: { "aria-label": label, "aria-multiline": "true", role: "textbox" } },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? "" : changed.getHTML()),
  });
  return (
    <Editor editor={editor} className={classes.content}>
      <Editor.Toolbar>
        <Editor.ControlsGroup>
          <Editor.Bold />
          <Editor.Italic />
          <Editor.Underline />
          <Editor.Strikethrough />
        </Editor.ControlsGroup>
        <Editor.ControlsGroup>
          <Editor.BulletList />
          <Editor.OrderedList />
          <Editor.Blockquote />
        </Editor.ControlsGroup>
        <Editor.ControlsGroup>
          <Editor.Link />
          <Editor.Unlink />
        </Editor.ControlsGroup>
      </Editor.Toolbar>
      <Editor.Content />
    </Editor>
  );
}
