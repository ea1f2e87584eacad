import { Page } from "../../parts/page.tsx";

/** Log a call. */
export function LogCallPage() {
  return <Page title="Log a call">{null}</Page>;
}
