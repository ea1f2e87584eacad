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

/** What the plainest notes are made of, each tag in the one way that editors write it. */
const plainBlocks = "p div ul ol li blockquote h1 h2 h3 h4".split(" ");
const plainInline = "b strong i em u s span".split(" ");
type PlainTag = { readonly name: string; readonly ends: boolean; readonly text: "" | " " };
const plainTags = new Map<string, PlainTag>(
  [...plainBlocks, ...plainInline].flatMap((name): [string, PlainTag][] => {
    const text = inline.has(name) ? "" : " ";
    return [
      [`<${name}>`, { name, ends: false, text }],
      [`</${name}>`, { name, ends: true, text }],
    ];
  }),
);

function textOfHtml(html: string): string {
  return textOfPlainHtml(html) ?? textOfAnyHtml(html);
}

/** The text of notes that hold nothing but plain tags in good order; undefined for all others, which need a parser. */
function textOfPlainHtml(html: string): string | undefined {
  if (html.includes("&")) return undefined;
  const open: string[] = [];
  let text = "";
  let from = 0;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", from)) {
    const end = html.indexOf(">", at) + 1;
    const tag = plainTags.get(html.slice(at, end));
    if (!tag || (tag.ends && open.pop() !== tag.name)) return undefined;
    if (!tag.ends) open.push(tag.name);
    text += html.slice(from, at) + tag.text;
    from = end;
  }
  return collapse(text + html.slice(from));
}

function textOfAnyHtml(html: string): string {
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
  // A single blank stays as it is, and most are single.
  return text.replace(/[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+/g, " ").trim();
}

/** The first `length` code units, never ending in half a character. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
