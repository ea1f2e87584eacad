import { Page } from "../../parts/page.tsx";

/** Calls. */
export function CallsPage() {
  return <Page title="Calls">{null}</Page>;
}
