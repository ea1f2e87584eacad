import { useEffect } from "react";

/** Names the browser's tab after the page. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Trunkline` : "Trunkline";
  }, [title]);
}
