import { refreshSearchDocuments } from "../domain/search/refresh-documents.ts";
import type { HttpServices } from "./route.ts";

/** Puts a portal's changed definitions into force before the change is answered: in memory, and in what searches see. */
export async function definitionsChanged(http: HttpServices, portalId: number): Promise<void> {
  http.portals.forget(portalId);
  await refreshSearchDocuments(http.services.database, http.portals.get, portalId);
}
