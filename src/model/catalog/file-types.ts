import type { FileKind } from "../file.ts";

type FileType = { readonly kind: FileKind; readonly contentType: string; readonly inline: boolean };

/** `inline`: a browser may show it; what can hold scripts never is. */
function types(kind: FileKind, inline: boolean, byExtension: Readonly<Record<string, string>>): [string, FileType][] {
  return Object.entries(byExtension).map(([extension, contentType]) => [extension, { kind, contentType, inline }]);
}

const known = new Map<string, FileType>([
  ...types("IMG", true, {
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    gif: "image/gif",
    webp: "image/webp",
    bmp: "image/bmp",
    ico: "image/x-icon",
    tif: "image/tiff",
    tiff: "image/tiff",
  }),
  ...types("IMG", false, { svg: "image/svg+xml" }),
  ...types("AUDIO", true, {
    mp3: "audio/mpeg",
    wav: "audio/wav",
    ogg: "audio/ogg",
    oga: "audio/ogg",
    m4a: "audio/mp4",
    aac: "audio/aac",
    flac: "audio/flac",
    weba: "audio/webm",
  }),
  ...types("MOVIE", true, {
    mp4: "video/mp4",
    m4v: "video/mp4",
    webm: "video/webm",
    mov: "video/quicktime",
    avi: "video/x-msvideo",
    mpeg: "video/mpeg",
  }),
  ...types("DOCUMENT", true, { pdf: "application/pdf", txt: "text/plain;charset=utf-8" }),
  ...types("DOCUMENT", false, {
    csv: "text/csv;charset=utf-8",
    rtf: "application/rtf",
    doc: "application/msword",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    xls: "application/vnd.ms-excel",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ppt: "application/vnd.ms-powerpoint",
    pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    odt: "application/vnd.oasis.opendocument.text",
    ods: "application/vnd.oasis.opendocument.spreadsheet",
    odp: "application/vnd.oasis.opendocument.presentation",
  }),
  ...types("OTHER", false, {
    html: "text/html;charset=utf-8",
    json: "application/json",
    xml: "application/xml",
    zip: "application/zip",
    ics: "text/calendar;charset=utf-8",
    vcf: "text/vcard;charset=utf-8",
    eml: "message/rfc822",
  }),
]);

const unknown: FileType = { kind: "OTHER", contentType: "application/octet-stream", inline: false };

/** What a file's extension says of it; the type that a client claims is not believed. */
export function fileTypeOf(extension: string): FileType {
  return known.get(extension.toLowerCase()) ?? unknown;
}
