import type { HttpServices } from "./route.ts";

/** Puts a portal's changed definitions into force before the change is answered. */
export function definitionsChanged(http: HttpServices, portalId: number): void {
  http.portals.forget(portalId);
}
