import { Redirect, useParams, useSearchParams } from "wouter";
import { recordHref, standardTypes } from "../data/object-types.ts";
import { NotFoundPage } from "./not-found-page.tsx";

/**
 * Answers the links that stand in the API's records (`url`): `/contacts/{portal}/record/{type}/{id}`, and for
 * activities a list that is filtered to one id.
 */
export function ApiLinkPage() {
  const rest = useParams()["*"] ?? "";
  const [search] = useSearchParams();
  const [, recordType, recordId] = /^record\/([\w-]+)\/(\d+)$/.exec(rest) ?? [];
  const [, listType] = /^objects\/([\w-]+)\/views\/all\/list$/.exec(rest) ?? [];
  const typeId = recordType ?? listType;
  const id = recordId ?? idOfFilters(search.get("filters"));
  if (typeId === undefined || id === undefined) return <NotFoundPage />;
  const name = standardTypes.find((type) => type.id === typeId)?.name ?? typeId;
  return <Redirect to={recordHref(name, id)} replace />;
}

function idOfFilters(text: string | null): string | undefined {
  try {
    const filters = JSON.parse(text ?? "");
    const value = Array.isArray(filters) ? filters[0]?.value : undefined;
    return /^\d+$/.test(String(value)) ? String(value) : undefined;
  } catch {
    return undefined;
  }
}
