import { Page } from "../../parts/page.tsx";

/** Call. */
export function CallPage() {
  return <Page title="Call">{null}</Page>;
}
