import { Parser } from "htmlparser2";
import { limits } from "../../model/limits.ts";

export type BodyPreview = { readonly text: string; readonly html: string; readonly truncated: boolean };

const unseen = new Set(["script", "style", "template", "head", "title", "noscript"]);
const inline = new Set(
  "a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strike strong sub sup time tt u var".split(
    " ",
  ),
);

/**
 * The plain text of an activity's content, such as a call's notes, and its rendering as a small document (contract 8.7), cut at 10,000 characters
 * (section 12, row 23). The document holds escaped text only, so that nothing in the notes can run from it.
 */
export function previewBody(body: string): BodyPreview {
  const whole = textOfBody(body);
  const truncated = whole.length > limits.bodyPreviewLength;
  const text = truncated ? cut(whole, limits.bodyPreviewLength) : whole;
  return { text, html: `<html>\n<head></head>\n<body>\n${escapeHtml(text)}\n</body>\n</html>`, truncated };
}

/** The whole plain text of an activity's content. */
export function textOfBody(body: string): string {
  return body.includes("<") || body.includes("&") ? textOfHtml(body) : collapse(body);
}

function textOfHtml(html: string): string {
  let text = "";
  let hidden = 0;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (unseen.has(name)) hidden += 1;
        if (!inline.has(name)) text += " ";
      },
      ontext: (part) => {
        if (hidden === 0) text += part;
      },
      onclosetag: (name) => {
        if (unseen.has(name)) hidden -= 1;
        if (!inline.has(name)) text += " ";
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  // An entity may stand for what could not be stored when it was sent plainly.
  return collapse(text.replaceAll("\0", "\ufffd").toWellFormed());
}

function collapse(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, " ").trim();
}

/** The first `length` code units, never ending in half a character. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
