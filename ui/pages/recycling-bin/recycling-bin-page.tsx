import { Page } from "../../parts/page.tsx";

/** Recycling bin. */
export function RecyclingBinPage() {
  return <Page title="Recycling bin">{null}</Page>;
}
