import { Page } from "../../parts/page.tsx";

/** Requests. */
export function RequestsPage() {
  return <Page title="Requests">{null}</Page>;
}
