import { Page } from "../../parts/page.tsx";

/** Record. */
export function RecordPage() {
  return <Page title="Record">{null}</Page>;
}
