import { useState } from "react";
import { useSession } from "../../session/session.ts";

/** A view is an address: filters, sort and columns all stand in it. */
export type View = { readonly name: string; readonly query: string };

/** The views that everybody has; the owner's own need an owner. */
export function builtInViews(ownerId: string | undefined): readonly View[] {
  return [
    { name: "All calls", query: "" },
    ...(ownerId === undefined ? [] : [{ name: "My calls", query: `owner=${ownerId}` }]),
    { name: "This week's calls", query: "when=last-7-days" },
    { name: "Missed calls", query: "status=MISSED,NO_ANSWER,BUSY" },
    { name: "Voicemails waiting", query: "waiting=true" },
    { name: "With a recording", query: "recording=true" },
    { name: "Longest calls", query: "sort=-hs_call_duration" },
  ];
}

/** The views that someone gave a name in this browser, for this portal. */
export function useSavedViews() {
  const { portalId } = useSession();
  const place = `trunkline-views-${portalId}`;
  const [views, setViews] = useState(() => readViews(place));
  const keep = (next: readonly View[]) => {
    setViews(next);
    try {
      localStorage.setItem(place, JSON.stringify(next));
    } catch {
      // The address itself can still be kept as a bookmark.
    }
  };
  return {
    views,
    /** A view of the same name is replaced. */
    save: (view: View) => keep([...views.filter(({ name }) => name !== view.name), view]),
    remove: (name: string) => keep(views.filter((view) => view.name !== name)),
  };
}

function readViews(place: string): readonly View[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const view = value as Partial<View> | null;
  return typeof view?.name === "string" && typeof view.query === "string";
}
