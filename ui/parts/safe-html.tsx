import { Typography } from "@mantine/core";
import DOMPurify from "dompurify";
import { useMemo } from "react";
import classes from "./safe-html.module.css";

// An own instance: the hook below is for what is shown here alone.
const purifier = DOMPurify(window);
const allowed = {
  ALLOWED_TAGS: (
    "a b blockquote br code del div em h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strong sub sup table tbody td th " +
    "thead tr u ul"
  ).split(" "),
  ALLOWED_ATTR: ["alt", "colspan", "href", "rowspan", "src", "title"],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i,
};

purifier.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A" && node.hasAttribute("href")) {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
  // A picture from elsewhere would tell its host who reads this, and the page's policy refuses it.
  if (node.tagName === "IMG" && !isFromHere(node.getAttribute("src"))) {
    node.replaceWith(node.ownerDocument.createTextNode(node.getAttribute("alt") ?? ""));
  }
});

function isFromHere(address: string | null): boolean {
  if (address === null || !URL.canParse(address, location.href)) return false;
  return new URL(address, location.href).origin === location.origin;
}

/** Cleans HTML that anyone may have written: no scripts, handlers, styles, forms or foreign pictures are left. */
export function cleanHtml(html: string): string {
  return purifier.sanitize(html, allowed);
}

/** Shows HTML that anyone may have written. The only place in the app that shows HTML at all. */
export function SafeHtml({ html }: { readonly html: string }) {
  const clean = useMemo(() => cleanHtml(html), [html]);
  return (
    <Typography fz="md" className={classes.content} style={{ overflowWrap: "anywhere" }}>
      <div dangerouslySetInnerHTML={{ __html: clean }} />
    </Typography>
  );
}
