import { previewBody } from "../properties/body-preview.ts";
import type { PropertyChanges } from "../properties/parse-values.ts";
import type { DraftValues } from "./rules.ts";

/**
 * Fills in the preview of an activity's content, in place (contract 8.7).
 * @param bodies the properties that hold the content; the first that is set is previewed
 */
export function deriveBodyPreview(draft: DraftValues, changes: PropertyChanges, bodies: readonly string[]): void {
  if (!bodies.some((name) => changes.has(name))) return;
  const body = bodies.map((name) => draft[name]).find((value) => value !== undefined);
  if (body === undefined) {
    delete draft.hs_body_preview;
    delete draft.hs_body_preview_html;
    delete draft.hs_body_preview_is_truncated;
    return;
  }
  const preview = previewBody(body);
  draft.hs_body_preview = preview.text;
  draft.hs_body_preview_html = preview.html;
  draft.hs_body_preview_is_truncated = String(preview.truncated);
}
